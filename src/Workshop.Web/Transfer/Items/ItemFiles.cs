using System.Collections.Immutable;

namespace Workshop.Web.Transfer.Items;

/// <summary>Reads <c>people.yml</c>, <c>papers.csv</c> and their like beside a site's pages: one file, in either format, for each list.</summary>
internal static class ItemFiles
{
    public static IEnumerable<string> Names => ItemKinds.All.SelectMany(NamesOf);

    /// <exception cref="ImportRefusedException">A file cannot be read.</exception>
    public static ImmutableArray<ImportedItems> Read(SourceTree tree, List<ImportFinding> findings) =>
        [.. ItemKinds.All.SelectMany(kind => NamesOf(kind), (kind, name) => (kind, file: tree.Find(name))).Where(pair => pair.file is not null).Select(pair => Read(pair.kind, pair.file!, findings))];

    private static string[] NamesOf(ItemKind kind) => [$"{kind.Name}.yml", $"{kind.Name}.csv"];

    private static ImportedItems Read(ItemKind kind, SourceFile file, List<ImportFinding> findings)
    {
        if (file.Content is not { } content)
        {
            throw new ImportRefusedException(file.Path, "The file cannot be read or is too large.");
        }

        try
        {
            var isTable = file.Path.EndsWith(".csv", StringComparison.Ordinal);
            return isTable ? ReadTable(kind, file.Path, SourceText.DecodeUtf8(content), findings) : ReadYaml(kind, file.Path, SourceText.Decode(content), findings);
        }
        catch (BrokenSourceException failure)
        {
            throw new ImportRefusedException([new ImportFinding(file.Path, failure.Line, FindingKind.Error, failure.Message)]);
        }
    }

    private static ImportedItems ReadTable(ItemKind kind, string file, string text, List<ImportFinding> findings)
    {
        var table = ItemCsv.Read(kind, text);
        findings.AddRange(table.Unknown.Select(column => new ImportFinding(file, 0, FindingKind.Changed, $"The column '{PlainText.Shorten(column, 60)}' is not known here and was left out.")));
        var items = new ImportedItems(file, kind, table.Rows, IsTable: true);
        return table.Errors.IsEmpty ? items : throw new ImportRefusedException([.. table.Errors.Select(items.FindingOf)]);
    }

    private static ImportedItems ReadYaml(ItemKind kind, string file, string text, List<ImportFinding> findings)
    {
        var keys = Yaml.ParseMap(text, firstLine: 1);
        var list = keys.Find(kind.Name) switch
        {
            YamlList entries => entries.Items,
            null or YamlScalar { IsNull: true } => [],
            var other => throw new BrokenSourceException(other.Line, $"'{kind.Name}' is to be a list."),
        };
        findings.AddRange(keys.Entries.Where(entry => !entry.Key.Equals(kind.Name, StringComparison.OrdinalIgnoreCase)).Select(entry =>
            new ImportFinding(file, entry.Value.Line, FindingKind.Changed, $"'{PlainText.Shorten(entry.Key, 60)}' is not known here and was left out.")));
        return new ImportedItems(file, kind, [.. list.Select(entry => RowOf(kind, file, entry, findings))], IsTable: false);
    }

    private static ItemRow RowOf(ItemKind kind, string file, YamlNode entry, List<ImportFinding> findings)
    {
        if (entry is not YamlMap map)
        {
            throw new BrokenSourceException(entry.Line, $"An entry of '{kind.Name}' is to have keys of its own, such as '- {kind.Fields[0].Name}: …'.");
        }

        var cells = ImmutableArray.CreateBuilder<ItemCell>();
        foreach (var (key, value) in map.Entries.Where(pair => ItemField.Bare(pair.Key) != "slug"))
        {
            if (kind.Fields.FirstOrDefault(field => field.IsCalled(key)) is { } field)
            {
                cells.Add(new ItemCell(key, field, TextOf(value, field, key)));
            }
            else
            {
                findings.Add(new ImportFinding(file, value.Line, FindingKind.Changed, $"'{PlainText.Shorten(key, 60)}' is no field of a {kind.One} and was left out."));
            }
        }

        return new ItemRow(map.Line, map.Text("slug"), cells.ToImmutable());
    }

    private static string TextOf(YamlNode node, ItemField field, string key) => node switch
    {
        YamlScalar scalar => scalar.IsNull ? "" : scalar.Text,
        YamlList list when field.Shape is FieldShape.Lines or FieldShape.Choices => string.Join(field.Shape == FieldShape.Lines ? "\n" : ", ", list.Items.Select(item => EntryOf(item, key))),
        _ => throw new BrokenSourceException(node.Line, $"'{key}' is a list, where one value was expected."),
    };

    private static string EntryOf(YamlNode item, string key) => item switch
    {
        YamlScalar scalar => scalar.Text,
        YamlMap link when link.Text("url") is { } url => $"{link.Text("title")} | {url}",
        _ => throw new BrokenSourceException(item.Line, $"An entry of '{key}' is to be a text, or to have 'title' and 'url'."),
    };
}

/// <summary>What one file says of one list.</summary>
/// <param name="IsTable">Whether it is counted by rows, and not by lines.</param>
public sealed record ImportedItems(string File, ItemKind Kind, ImmutableArray<ItemRow> Rows, bool IsTable)
{
    internal ImportFinding FindingOf(RowError error)
    {
        var at = IsTable && error.Row > 0 ? $"row {error.Row}{(error.Column.Length > 0 ? ", " : "")}" : "";
        var column = error.Column.Length > 0 ? $"'{error.Column}' " : at.Length > 0 ? " " : "";
        return new ImportFinding(File, IsTable ? 0 : error.Row, FindingKind.Error, $"{at}{column}{error.Message}.");
    }
}
