using System.Text.Json.Serialization;

namespace Workshop.Data.Programme;

/// <param name="Level">Such as "Gold"; sponsors of one level stand together, levels in the order of their first.</param>
/// <param name="LogoUrl">An address of the media library.</param>
public sealed record Sponsor(string Slug, string Name, string? Level = null, string? Url = null, string? LogoUrl = null) : IProgrammeItem
{
    [JsonIgnore]
    public string Label => Name;
}
