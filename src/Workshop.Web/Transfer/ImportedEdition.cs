using System.Collections.Immutable;

namespace Workshop.Web.Transfer;

/// <summary>Keys that <c>edition.yml</c> holds, with their values checked. A key may be there and empty.</summary>
public sealed record ImportedEdition(ImmutableDictionary<string, string?> Values)
{
    public string? this[string key] => Values.GetValueOrDefault(key);
}
