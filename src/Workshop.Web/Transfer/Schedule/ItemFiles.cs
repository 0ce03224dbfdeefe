using System.Collections.Immutable;
using Workshop.Data.Programme;
using Workshop.Web.Programme.Lists;
using Workshop.Web.Text;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Schedule;

/// <summary>
/// Reads <c>people.yml</c>, <c>papers.csv</c> and their like beside a site's pages: one file, in either format, for each list.
/// </summary>
internal static class ItemFiles
{
    /// <exception cref="ImportRefusedException">A file cannot be read.</exception>
    public static ImmutableArray<ImportedItems> Read(SourceTree tree, List<ImportFinding> findings) =>
        [.. ItemKinds.All
            .Select(kind => FileOf(kind, tree) is { } file ? WithFiles(Read(kind, file, findings), tree, findings) : null)
            .OfType<ImportedItems>()];

    private static SourceFile? FileOf(ItemKind kind, SourceTree tree)
    {
        SourceFile[] files = [.. KnownFiles.Of(kind).Select(tree.Find).OfType<SourceFile>()];
        return files.Length < 2 ? files.FirstOrDefault()
            : throw new ImportRefusedException(
                files[1].Path, $"There is a {files[0].Path} too, and one of the two has to say what the {kind.Name} are.");
    }

    private static ImportedItems Read(ItemKind kind, SourceFile file, List<ImportFinding> findings)
    {
        if (file.Content is not { } content)
        {
            throw new ImportRefusedException(file.Path, "The file cannot be read or is too large.");
        }

        try
        {
            var isTable = file.Path.EndsWith(".csv", StringComparison.Ordinal);
            return isTable
                ? ReadTable(kind, file.Path, SourceText.DecodeUtf8(content), findings)
                : ReadYaml(kind, file.Path, SourceText.Decode(content), findings);
        }
        catch (BrokenSourceException failure)
        {
            throw new ImportRefusedException([new ImportFinding(file.Path, failure.Line, FindingKind.Error, failure.Message)]);
        }
    }

    private static ImportedItems ReadTable(ItemKind kind, string file, string text, List<ImportFinding> findings)
    {
        var table = ItemCsv.Read(kind, text);
        findings.AddRange(
            table.Unknown.Select(
                column => new ImportFinding(
                    file, 0, FindingKind.Changed, $"The column '{PlainText.Shorten(column, 60)}' is not known here and was left out.")));
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
        if (list.Length > ProgrammeRules.MaxItems)
        {
            throw new BrokenSourceException(
                keys.Find(kind.Name)!.Line, $"There are {list.Length} entries; {ProgrammeRules.MaxItems} can be read.");
        }

        findings.AddRange(keys.Entries.Where(entry => !entry.Key.Equals(kind.Name, StringComparison.OrdinalIgnoreCase)).Select(entry =>
            new ImportFinding(
                file, entry.Value.Line, FindingKind.Changed, $"'{PlainText.Shorten(entry.Key, 60)}' is not known here and was left out.")));
        return new ImportedItems(file, kind, [.. list.Select(entry => RowOf(kind, file, entry, findings))], IsTable: false);
    }

    private static ItemRow RowOf(ItemKind kind, string file, YamlNode entry, List<ImportFinding> findings)
    {
        if (entry is not YamlMap map)
        {
            throw new BrokenSourceException(
                entry.Line, $"An entry of '{kind.Name}' is to have keys of its own, such as '- {kind.Fields[0].Name}: …'.");
        }

        var cells = new List<ItemCell>();
        foreach (var (key, value) in map.Entries.Where(pair => AnyField.Bare(pair.Key) != "slug"))
        {
            if (kind.Fields.FirstOrDefault(field => field.IsCalled(key)) is { } field)
            {
                var text = TextOf(value, field, key);
                var earlier = cells.FindIndex(cell => cell.Field == field);
                if (earlier < 0)
                {
                    cells.Add(new ItemCell(value.Line, key, field, text));
                }
                else
                {
                    // Several keys of links make one list, as several columns do.
                    cells[earlier] = field.Shape == FieldShape.Lines
                        ? cells[earlier] with { Text = $"{cells[earlier].Text}\n{text}" }
                        : throw new BrokenSourceException(value.Line, $"'{key}' means “{field.Label}”, as an earlier key does.");
                }
            }
            else
            {
                findings.Add(
                    new ImportFinding(
                        file,
                        value.Line,
                        FindingKind.Changed,
                        $"'{PlainText.Shorten(key, 60)}' is not a field of a {kind.One} and was left out."));
            }
        }

        return new ItemRow(map.Line, map.Text("slug"), [.. cells]);
    }

    // A picture can be named by its path beside the file.
    private static ImportedItems WithFiles(ImportedItems items, SourceTree tree, List<ImportFinding> findings)
    {
        return items with { Rows = [.. items.Rows.Select(row => row with { Cells = [.. row.Cells.Select(Found).OfType<ItemCell>()] })] };

        ItemCell? Found(ItemCell cell)
        {
            if (!cell.Field.IsFile || !SourceTree.IsPath(cell.Text.Trim()))
            {
                return cell;
            }

            if (tree.FindNamed(cell.Text.Trim()) is { } file)
            {
                return cell with { File = file.Path };
            }

            findings.Add(items.FindingOf(
                new RowError(cell.Row, cell.Column, $"was left out, since there is no file {PlainText.Shorten(cell.Text.Trim(), 80)}")));
            return null;
        }
    }

    private static string TextOf(YamlNode node, AnyField field, string key) => node switch
    {
        YamlScalar scalar => scalar.IsNull ? "" : field.OfCell(scalar.Text),
        YamlList list when field.Shape is FieldShape.Lines or FieldShape.Choices => string.Join(
            field.Shape == FieldShape.Lines ? "\n" : ", ", list.Items.Select(item => EntryOf(item, key))),
        _ => throw new BrokenSourceException(node.Line, $"'{key}' is a list, where one value was expected."),
    };

    private static string EntryOf(YamlNode item, string key) => item switch
    {
        YamlScalar scalar => scalar.Text,
        YamlMap link when link.Text("url") is { } url => $"{link.Text("title")} | {url}",
        _ => throw new BrokenSourceException(item.Line, $"An entry of '{key}' is to be a text, or to have 'title' and 'url'."),
    };
}
