using System.Collections.Immutable;
using CsvHelper;

namespace Workshop.Web.Transfer.Items;

/// <summary>Reads a table of items (RFC 4180): its head names fields, in any order; the delimiter may be a comma, a semicolon or a tab.</summary>
internal static class ItemCsv
{
    /// <summary>In UTF-16 units.</summary>
    public const int MaxLength = 2_000_000;

    private static readonly char[] Separators = [',', ';', '\t'];

    public static ItemTable Read(ItemKind kind, string text)
    {
        if (text.Length > MaxLength)
        {
            return Broken(0, $"the table is longer than {MaxLength} characters");
        }

        using var reader = CsvReader.Create(new StringReader(text.TrimStart('\uFEFF')), new CsvReaderOptions
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
            return Broken((int)failure.RecordNumber, $"cannot be read: {PlainText.Shorten(PlainText.Of(failure.Message), 200).TrimEnd('.')}");
        }
    }

    private static ItemTable Read(ItemKind kind, CsvReader reader)
    {
        var head = reader.Read() ? RecordOf(reader) : [];
        if (Array.TrueForAll(head, string.IsNullOrWhiteSpace))
        {
            return Broken(1, "there is no head that names the columns");
        }

        var fields = Array.ConvertAll(head, name => kind.Fields.FirstOrDefault(field => field.IsCalled(name)));
        var slug = Array.FindIndex(head, name => ItemField.Bare(name) == "slug");
        var errors = ImmutableArray.CreateBuilder<RowError>();
        errors.AddRange(fields.Select((field, column) => (field, column)).Where(pair => pair.field is not null).GroupBy(pair => pair.field)
            .Where(group => group.Count() > 1 && group.Key!.Shape != FieldShape.Lines).Select(group => new RowError(1, head[group.Last().column], $"means “{group.Key!.Label}”, as an earlier column does")));
        if (slug < 0 && !fields.Contains(kind.Fields[0]))
        {
            errors.Add(new RowError(1, kind.Fields[0].Label, "is missing: without it no row can be told from another"));
        }

        if (errors.Count > 0)
        {
            return new ItemTable([], [], errors.ToImmutable());
        }

        var rows = ImmutableArray.CreateBuilder<ItemRow>();
        while (reader.Read())
        {
            var record = RecordOf(reader);
            if (Array.TrueForAll(record, string.IsNullOrWhiteSpace))
            {
                continue;
            }

            if (record.Length != head.Length)
            {
                errors.Add(new RowError((int)reader.RowNumber, "", $"has {record.Length} columns, the head has {head.Length}"));
                continue;
            }

            rows.Add(new ItemRow(
                (int)reader.RowNumber,
                slug >= 0 && record[slug].Trim() is { Length: > 0 } its ? its : null,
                [.. fields.Select((field, column) => (field, column)).Where(pair => pair.field is not null).GroupBy(pair => pair.field!)
                    .Select(cells => new ItemCell(head[cells.First().column], cells.Key, Joined([.. cells.Select(cell => record[cell.column])])))]));
        }

        return new ItemTable(rows.ToImmutable(), [.. head.Where((name, column) => fields[column] is null && column != slug)], errors.ToImmutable());
    }

    // Several columns of links make one list; any other field has one column, else there is an error already.
    private static string Joined(string[] texts) => texts is [var only] ? only : string.Join('\n', texts.Where(text => !string.IsNullOrWhiteSpace(text)));

    private static string[] RecordOf(CsvReader reader) => [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];

    // As spreadsheets write it where the comma is for decimals.
    private static char SeparatorOf(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var head = end < 0 ? text : text[..end];
        return Separators.MaxBy(separator => head.Count(c => c == separator));
    }

    private static ItemTable Broken(int row, string message) => new([], [], [new RowError(row, "", message)]);
}

/// <param name="Unknown">Columns that name no field; what is in them is not taken.</param>
internal sealed record ItemTable(ImmutableArray<ItemRow> Rows, ImmutableArray<string> Unknown, ImmutableArray<RowError> Errors);
