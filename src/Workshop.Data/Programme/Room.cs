namespace Workshop.Data.Programme;

/// <param name="Capacity">Seats; null where nobody counted.</param>
public sealed record Room(string Slug, string Name, int? Capacity = null, string? Location = null) : IProgrammeItem
{
    [System.Text.Json.Serialization.JsonIgnore]
    public string Label => Name;
}
