using System.Collections.Immutable;
using Workshop.Web.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Workshop.Web.Transfer.Sources;

/// <summary>
/// YAML 1.1 as plain text, lists and maps: no types, no tags, and neither anchors nor aliases,
/// with which a few lines can stand for gigabytes.
/// </summary>
internal static class Yaml
{
    private const int MaxLength = 1_000_000;
    private const int MaxDepth = 30;

    /// <param name="firstLine">The line of the file on which the text begins.</param>
    /// <exception cref="BrokenSourceException">The text is not YAML, or YAML of a refused kind.</exception>
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
            throw new BrokenSourceException(
                firstLine - 1 + (int)Math.Max(failure.Start.Line, 1), $"The YAML cannot be read: {failure.Message}");
        }
        catch (Exception failure) when (failure is ArgumentException or InvalidOperationException)
        {
            // The parser trips over an escape such as "\U00110000", which is not a character, and over a tag that ends in a list.
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
                throw new BrokenSourceException(
                    line, "YAML anchors (&) and aliases (*) are not supported. Write the value out, or in quotes.");
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
            return new YamlScalar(line, StorableText.Of(scalar.Value), isNull);
        }

        private int LineOf(ParsingEvent here) => firstLine - 1 + (int)here.Start.Line;
    }
}
