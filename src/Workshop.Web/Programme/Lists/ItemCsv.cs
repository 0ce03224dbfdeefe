using System.Collections.Immutable;
using CsvHelper;
using Workshop.Data.Programme;
using Workshop.Web.Text;

namespace Workshop.Web.Programme.Lists;

/// <summary>
/// Reads a table of items (RFC 4180): its head names fields, in any order; the delimiter may be a comma, a semicolon or a tab.
/// </summary>
internal static class ItemCsv
{
    /// <summary>In UTF-16 units.</summary>
    public const int MaxLength = 2_000_000;

    private const int MaxColumns = 200;
    private const string Separators = ",;\t";

    public static ItemTable Read(ItemKind kind, string text)
    {
        if (text.Length > MaxLength)
        {
            return Broken(0, $"the table is longer than {MaxLength} characters");
        }

        text = text.TrimStart('\uFEFF');
        using var reader = CsvReader.Create(new StringReader(text), new CsvReaderOptions
        {
            HasHeader = false,
            Separator = SeparatorOf(text),
            // So that rows are counted as a spreadsheet counts them.
            SkipEmptyLines = false,
        });
        try
        {
            return Read(kind, reader);
        }
        catch (CsvFormatException failure)
        {
            return Broken(
                (int)failure.RecordNumber, $"cannot be read: {PlainText.Shorten(PlainText.Of(failure.Message), 200).TrimEnd('.')}");
        }
    }

    private static ItemTable Read(ItemKind kind, CsvReader reader)
    {
        string[] head = [];
        while (Array.TrueForAll(head, string.IsNullOrWhiteSpace))
        {
            if (!reader.Read())
            {
                return Broken(1, "there is no head that names the columns");
            }

            if (reader.FieldCount > MaxColumns)
            {
                return Broken((int)reader.RowNumber, $"has {reader.FieldCount} columns; {MaxColumns} can be read");
            }

            head = RecordOf(reader);
        }

        var headRow = (int)reader.RowNumber;

        var fields = Array.ConvertAll(head, name => kind.Fields.FirstOrDefault(field => field.IsCalled(name)));
        var slug = Array.FindIndex(head, name => AnyField.Bare(name) == "slug");
        var errors = ImmutableArray.CreateBuilder<RowError>();
        errors.AddRange(fields.Select((field, column) => (field, column)).Where(pair => pair.field is not null).GroupBy(pair => pair.field)
            .Where(group => group.Count() > 1 && group.Key!.Shape != FieldShape.Lines).Select(group => new RowError(
                headRow, head[group.Last().column], $"means “{group.Key!.Label}”, as an earlier column does")));
        if (slug < 0 && !fields.Contains(kind.Fields[0]))
        {
            errors.Add(new RowError(headRow, kind.Fields[0].Label, "is missing: without it no row can be told from another"));
        }

        if (errors.Count > 0)
        {
            return new ItemTable([], [], errors.ToImmutable());
        }

        var rows = ImmutableArray.CreateBuilder<ItemRow>();
        var columns = fields
            .Select((field, column) => (field, column))
            .Where(pair => pair.field is not null)
            .GroupBy(pair => pair.field!, pair => pair.column)
            .ToList();
        // A comma at the end of the head makes a column without a name, which is nothing to speak of while it is empty.
        var isSaid = Array.ConvertAll(head, name => name.Trim().Length > 0);
        var count = 0;
        while (reader.Read())
        {
            var row = (int)reader.RowNumber;
            var record = reader.FieldCount == head.Length ? RecordOf(reader) : null;
            if (record is null ? IsBlank(reader) : Array.TrueForAll(record, string.IsNullOrWhiteSpace))
            {
                continue;
            }

            if (++count > ProgrammeRules.MaxItems)
            {
                errors.Add(new RowError(row, "", $"is one too many; {ProgrammeRules.MaxItems} can be read"));
                break;
            }

            if (record is null)
            {
                errors.Add(new RowError(row, "", $"has {reader.FieldCount} columns, the head has {head.Length}"));
                continue;
            }

            for (var column = 0; column < head.Length; column++)
            {
                isSaid[column] |= record[column].Trim().Length > 0;
            }

            rows.Add(new ItemRow(
                row,
                slug >= 0 && record[slug].Trim() is { Length: > 0 } its ? its : null,
                [.. columns.Select(cells => new ItemCell(
                    row, head[cells.First()], cells.Key, Joined([.. cells.Select(column => cells.Key.OfCell(record[column]))])))]));
        }

        return new ItemTable(
            rows.ToImmutable(),
            [.. head
                .Select((name, column) => name.Trim().Length > 0 ? name : $"number {column + 1}, without a name")
                .Where((_, column) => isSaid[column] && fields[column] is null && column != slug)],
            errors.ToImmutable());
    }

    // Several columns of links make one list; any other field has one column, else there is an error already.
    private static string Joined(string[] texts) =>
        texts is [var only] ? only : string.Join('\n', texts.Where(text => !string.IsNullOrWhiteSpace(text)));

    private static bool IsBlank(CsvReader reader) =>
        Enumerable.Range(0, Math.Min(reader.FieldCount, MaxColumns)).All(column => string.IsNullOrWhiteSpace(reader.GetString(column)));

    private static string[] RecordOf(CsvReader reader) => [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];

    // Spreadsheets write semicolons where the comma is for decimals. What counts is the head, but not what it has in quotes.
    private static char SeparatorOf(string text)
    {
        var counts = new int[Separators.Length];
        var isQuoted = false;
        foreach (var c in text.AsSpan().TrimStart("\r\n"))
        {
            if (!isQuoted && c is '\n' or '\r')
            {
                break;
            }

            isQuoted ^= c == '"';
            if (!isQuoted && Separators.IndexOf(c, StringComparison.Ordinal) is >= 0 and var index)
            {
                counts[index]++;
            }
        }

        return Separators[Array.IndexOf(counts, counts.Max())];
    }

    private static ItemTable Broken(int row, string message) => new([], [], [new RowError(row, "", message)]);
}
