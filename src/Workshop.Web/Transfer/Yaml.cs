using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Workshop.Web.Transfer;

/// <param name="Line">One-based line in the file.</param>
internal abstract record YamlNode(int Line);

/// <param name="IsNull">Written as nothing, <c>~</c> or <c>null</c>.</param>
internal sealed record YamlScalar(int Line, string Text, bool IsNull) : YamlNode(Line);

internal sealed record YamlList(int Line, ImmutableArray<YamlNode> Items) : YamlNode(Line);

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

/// <summary>
/// YAML 1.1 as plain text, lists and maps: no types, no tags, and neither anchors nor aliases,
/// with which a few lines can stand for gigabytes.
/// </summary>
internal static class Yaml
{
    private const int MaxLength = 1_000_000;
    private const int MaxDepth = 30;

    /// <param name="firstLine">The line of the file on which the text begins.</param>
    /// <exception cref="BrokenSourceException">The text is no YAML, or YAML of a refused kind.</exception>
    public static YamlMap ParseMap(string text, int firstLine)
    {
        if (text.Length > MaxLength)
        {
            throw new BrokenSourceException(firstLine, $"The YAML is longer than {MaxLength} characters.");
        }

        var parser = new Parser(new StringReader(text));
        try
        {
            return new Reading(parser, firstLine).Root();
        }
        catch (YamlException failure)
        {
            throw new BrokenSourceException(firstLine - 1 + (int)Math.Max(failure.Start.Line, 1), $"The YAML cannot be read: {failure.Message}");
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            // The parser trips over an escape such as "\U00110000", which is no character, and over a tag that ends in a list.
            throw new BrokenSourceException(firstLine, $"The YAML cannot be read: {failure.Message}");
        }
    }

    private sealed class Reading(Parser parser, int firstLine)
    {
        public YamlMap Root()
        {
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                return YamlMap.Empty with { Line = firstLine };
            }

            return Node(0) switch
            {
                YamlMap map => map,
                YamlScalar { IsNull: true } nothing => YamlMap.Empty with { Line = nothing.Line },
                var other => throw new BrokenSourceException(other.Line, "Here a list of keys with their values was expected."),
            };
        }

        private YamlNode Node(int depth)
        {
            var node = parser.Current as NodeEvent ?? (parser.MoveNext() ? parser.Current as NodeEvent : null);
            var line = LineOf(parser.Current!);
            if (parser.Current is AnchorAlias || node is { Anchor.IsEmpty: false })
            {
                throw new BrokenSourceException(line, "YAML anchors (&) and aliases (*) are not supported. Write the value out, or in quotes.");
            }

            if (depth > MaxDepth)
            {
                throw new BrokenSourceException(line, $"The YAML is nested deeper than {MaxDepth} levels.");
            }

            return node switch
            {
                MappingStart => Map(line, depth),
                SequenceStart => List(line, depth),
                _ => Scalar(line),
            };
        }

        private YamlMap Map(int line, int depth)
        {
            parser.Consume<MappingStart>();
            var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, YamlNode>>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = Node(depth + 1) as YamlScalar ?? throw new BrokenSourceException(line, "A list or map cannot be a key.");
                entries.Add(new(key.Text, Node(depth + 1)));
            }

            return new YamlMap(line, entries.ToImmutable());
        }

        private YamlList List(int line, int depth)
        {
            parser.Consume<SequenceStart>();
            var items = ImmutableArray.CreateBuilder<YamlNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Node(depth + 1));
            }

            return new YamlList(line, items.ToImmutable());
        }

        private YamlScalar Scalar(int line)
        {
            var scalar = parser.Consume<Scalar>();
            var isNull = scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL";
            return new YamlScalar(line, SourceText.Storable(scalar.Value), isNull);
        }

        private int LineOf(ParsingEvent here) => firstLine - 1 + (int)here.Start.Line;
    }
}
