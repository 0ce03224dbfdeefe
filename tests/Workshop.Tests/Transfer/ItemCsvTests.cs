using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Programme.Lists;

namespace Workshop.Tests.Transfer;

/// <summary>Tables as spreadsheets and other systems write them, and what they make of an empty list.</summary>
public sealed class ItemCsvTests
{
    private static readonly FieldContext Context = new(DateTimeZone.Utc, Instant.FromUtc(2024, 9, 1, 9, 0));

    [Theory]
    [InlineData("title,\"notes; to; us\"\nA,x\n", "notes; to; us")]
    [InlineData("\r\n\r\ntitle;colour\r\nA;red\r\n", "colour")]
    [InlineData("title,\nA,\n", "")]
    [InlineData("title,\nA,x\n", "number 2, without a name")]
    public void Read_AnyHead_NamesTheColumnsThatAreNotTaken(string table, string unknown)
    {
        var read = ItemCsv.Read(ItemKinds.Papers, table);

        Assert.Empty(read.Errors);
        Assert.Equal(["A"], read.Rows.Select(row => row.Cells.Single().Text));
        Assert.Equal(unknown, string.Join('|', read.Unknown));
    }

    [Theory]
    [InlineData("Ada Lovelace; King, Jr.", "Ada Lovelace|King, Jr.")]
    [InlineData("Ada Lovelace|King, Jr.", "Ada Lovelace|King, Jr.")]
    [InlineData("Ada, Charles", "Ada|Charles")]
    [InlineData("Ada\nKing, Jr.", "Ada|King, Jr.")]
    public void Read_AuthorsInOneCell_AreTakenApart(string cell, string authors) =>
        Assert.Equal(authors, string.Join('|', Paper($"title,authors\nA,\"{cell}\"\n").Authors));

    [Fact]
    public void Read_PdfOfOpenReview_IsAnAddressThere() =>
        Assert.Equal([new Link("OpenReview", "https://openreview.net/pdf/abc.pdf")], Paper("title,pdf\nA,/pdf/abc.pdf\n").Links);

    [Fact]
    public void Read_HeadOfTwoMillionColumns_IsRefused() =>
        Assert.Equal(["has 1999900 columns; 200 can be read"], ItemCsv
            .Read(ItemKinds.Papers, new string(',', 1_999_899)).Errors
            .Select(error => error.Message));

    [Fact]
    public void Read_RowsWithoutEnd_EndAtTheLargestList()
    {
        var read = ItemCsv.Read(ItemKinds.Topics, "name\n"
            + string.Concat(Enumerable.Range(0, 400_000).Select(i => $"{(char)(0x4E00 + (i / 700))}{(char)(0x4E00 + (i % 700))}\n")));

        Assert.Equal((ProgrammeRules.MaxItems, 1), (read.Rows.Length, read.Errors.Length));
    }

    [Fact]
    public void Plan_NamesWithoutALatinLetter_AreNumberedOn()
    {
        var plan = Plan(ItemKinds.Topics, "name\n日本\n\uFFFE\n会議\nTopics 2\n", new Topic("topics-2", "Known"));

        Assert.Equal(["topics-2", "topics", "topics-3", "topics-4", "topics-2-2"], plan.Result.All.Select(item => item.Slug));
    }

    [Fact]
    public void Plan_OneOfTwoNamesakes_IsToldBySlug()
    {
        var twice = Plan(ItemKinds.People, "name\nAda\nAda\n");
        var apart = Plan(ItemKinds.People, "name,slug\nAda,ada\nAda,ada-the-second\n");

        Assert.Equal(
            ["names the same person as row 2; if they are two, “slug” has to tell them apart"],
            twice.Errors.Select(error => error.Message));
        Assert.Equal(["ada", "ada-the-second"], apart.Result.All.Select(item => item.Slug));
    }

    private static Paper Paper(string table) => Plan(ItemKinds.Papers, table).Result.Programme.Papers.Single();

    private static ItemPlan Plan<T>(ItemKindOf<T> kind, string table, params IEnumerable<T> known)
        where T : class, IProgrammeItem =>
        kind.Plan(kind.With(kind.Read(null), known), ItemCsv.Read(kind, table).Rows, Context);
}
