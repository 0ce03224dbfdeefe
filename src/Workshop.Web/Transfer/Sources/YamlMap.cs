using System.Collections.Immutable;

namespace Workshop.Web.Transfer.Sources;

/// <summary>Keys are compared without case; of a key that stands there twice, the last counts, as in Jekyll.</summary>
internal sealed record YamlMap(int Line, ImmutableArray<KeyValuePair<string, YamlNode>> Entries) : YamlNode(Line)
{
    public static readonly YamlMap Empty = new(0, []);

    private readonly Dictionary<string, YamlNode> _byKey = ByKey(Entries);

    /// <summary>Asked in this order for a key that the map does not hold itself.</summary>
    public ImmutableArray<YamlMap> Defaults { get; init; } = [];

    public YamlNode? Find(string key) =>
        _byKey.GetValueOrDefault(key) ?? Defaults.Select(map => map.Find(key)).FirstOrDefault(node => node is not null);

    /// <summary>The scalar's text; null where the key is missing, empty or no scalar.</summary>
    public string? Text(string key) => Find(key) is YamlScalar { IsNull: false } scalar ? scalar.Text : null;

    /// <summary>The texts of a list, or of a scalar as a list of one.</summary>
    public IEnumerable<YamlScalar> Texts(string key) => Find(key) switch
    {
        YamlScalar { IsNull: false } scalar => [scalar],
        YamlList list => list.Items.OfType<YamlScalar>().Where(item => !item.IsNull),
        _ => [],
    };

    /// <summary>Null where the key is missing or says neither yes nor no.</summary>
    public bool? Flag(string key) => Text(key)?.Trim().ToLowerInvariant() switch
    {
        "true" or "yes" or "on" or "1" => true,
        "false" or "no" or "off" or "0" => false,
        _ => null,
    };

    private static Dictionary<string, YamlNode> ByKey(ImmutableArray<KeyValuePair<string, YamlNode>> entries)
    {
        var byKey = new Dictionary<string, YamlNode>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, node) in entries)
        {
            byKey[key] = node;
        }

        return byKey;
    }
}
