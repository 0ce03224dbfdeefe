namespace Workshop.Data.Programme;

/// <summary>
/// What sessions are about, "track" elsewhere. The page in the <c>topic</c> layout whose address ends in the slug tells more of it.
/// </summary>
public sealed record Topic(string Slug, string Name) : IProgrammeItem
{
    [System.Text.Json.Serialization.JsonIgnore]
    public string Label => Name;
}
