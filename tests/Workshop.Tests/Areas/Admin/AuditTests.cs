using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;
using Workshop.Data.Accounts;
using Workshop.Web.Areas.Admin.Pages.AuditLog;

namespace Workshop.Tests.Areas.Admin;

public sealed class AuditTests(SharedPortal shared) : AdminTest(shared)
{
    private static readonly Instant Noon = Instant.FromUtc(2024, 11, 5, 12, 0);

    [Theory]
    [InlineData("UPDATE audit_entries SET who = 'nobody'")]
    [InlineData("DELETE FROM audit_entries")]
    [InlineData("TRUNCATE audit_entries")]
    [InlineData("TRUNCATE audit_entries CASCADE")]
    public async Task Entries_ChangedInTheDatabase_AreRefused(string sql)
    {
        await using var db = Portal.OpenDatabase();

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync(sql));

        Assert.Equal(PostgresErrorCodes.RestrictViolation, refusal.SqlState);
        Assert.Equal(AuditAction.SignedIn, (await db.AuditEntries.SingleAsync()).Action);
    }

    [Fact]
    public async Task Get_MoreThanAPage_GoesOnWhereItEndedWhateverIsAddedMeanwhile()
    {
        // Five at each second, so that a page ends between entries of the same time.
        await AddAsync([.. Enumerable.Range(0, 120).Select(i => Entry($"e{i:000}", at: Noon + Duration.FromSeconds(i / 5)))]);
        var seen = new List<string>();

        var page = await Administrator.ReadAsync("/admin/audit/?text=subject");
        seen.AddRange(Subjects(page));
        Assert.Equal(50, seen.Count);
        await AddAsync(Entry("newer", at: Noon + Duration.FromDays(1)));
        while (page.QuerySelector("a[rel=next]") is { } next)
        {
            page = await Administrator.ReadAsync(next.GetAttribute("href")!);
            seen.AddRange(Subjects(page));
        }

        Assert.Equal(Enumerable.Range(0, 120).Reverse().Select(i => $"subject e{i:000}"), seen);
    }

    [Theory]
    [InlineData("person=EVE", "b")]
    [InlineData("person=eve%40example.org", "b")]
    [InlineData("person=%25", "")]
    [InlineData("person=_", "")]
    [InlineData("action=password.changed", "c")]
    [InlineData("text=subject+c", "c")]
    [InlineData("text=10.0.0.9", "b")]
    [InlineData("text=%5C", "")]
    [InlineData("text=%00", "")]
    // Midnight in Vancouver is 08:00 UTC in November.
    [InlineData("from=2024-11-05&to=2024-11-05", "c b")]
    [InlineData("to=2024-11-04&from=2024-01-01", "a")]
    [InlineData("from=2024-11-05&person=eve", "b")]
    [InlineData("from=yesterday&to=2024-11-05&text=subject", "c b a")]
    public async Task Get_Filtered_ListsWhatFits(string query, string subjects)
    {
        await AddAsync(
            Entry("a", at: Instant.FromUtc(2024, 11, 5, 7, 59)),
            Entry("b", at: Instant.FromUtc(2024, 11, 5, 8, 0), who: "Eve <eve@example.org>", address: "10.0.0.9"),
            Entry("c", at: Instant.FromUtc(2024, 11, 6, 7, 59), action: AuditAction.PasswordChanged));

        var page = await Administrator.ReadAsync("/admin/audit/?" + query);

        Assert.Equal(subjects.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(subject => $"subject {subject}"), Subjects(page));
    }

    [Fact]
    public async Task Get_Entry_ShowsItsTimeInTheEditionsZoneAndItsTextsAsText()
    {
        await AddAsync(Entry("<script>alert(1)</script>", at: Noon, who: "\"'><img src=x onerror=alert(1)>"));

        var page = await Administrator.ReadAsync("/admin/audit/?text=script");

        var row = page.QuerySelector("tbody tr")!;
        Assert.Equal("5 Nov 2024, 04:00", row.QuerySelector("time")!.TextContent);
        Assert.Contains("America/Vancouver", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script>", row.TextContent, StringComparison.Ordinal);
        Assert.Empty(row.QuerySelectorAll("script, img"));
    }

    [Fact]
    public async Task Post_Filtered_ExportsThatAndWritesItDown()
    {
        await AddAsync(
            Entry("one", at: Noon, who: "Eve, \"the\" <eve@example.org>", detail: "two\r\nlines"),
            Entry("=cmd|' /C calc'!A0", at: Noon + Duration.FromSeconds(1), who: "@Eve"),
            Entry("left out", at: Noon, who: "Bob"));

        using var answer = await Administrator.SubmitAsync(
            "/admin/audit/?person=eve&from=2024-11-05", "form[method=post][action='/admin/audit/']");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(("text/csv", "utf-8"), (answer.Content.Headers.ContentType!.MediaType, answer.Content.Headers.ContentType.CharSet));
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(
            "time,who,action,subject,revision,detail,address\r\n"
            + "2024-11-05T12:00:01Z,'@Eve,session.started,subject =cmd|' /C calc'!A0,7,,127.0.0.1\r\n"
            + "2024-11-05T12:00:00Z,\"Eve, \"\"the\"\" <eve@example.org>\",session.started,subject one,7,\"two\r\nlines\",127.0.0.1\r\n",
            await answer.Content.ReadAsStringAsync());
        await using var db = Portal.OpenDatabase();
        var entry = await db.AuditEntries.SingleAsync(entry => entry.Action == AuditAction.AuditExported);
        Assert.Equal(("person=eve from=2024-11-05", "Administrator <administrator@example.org>"), (entry.Detail, entry.Who));
    }

    [Fact]
    public async Task Post_FilterThatNoDatabaseKeeps_IsWrittenDownAllTheSame()
    {
        var text = "\u001b" + new string('x', AuditEntry.TextMaxLength - "text=".Length - 3) + "\U0001F600\U0001F600";

        using var answer = await Administrator.SubmitAsync("/admin/audit/", "form[method=post][action='/admin/audit/']", ("text", text));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await using var db = Portal.OpenDatabase();
        var detail = (await db.AuditEntries.SingleAsync(entry => entry.Action == AuditAction.AuditExported)).Detail!;
        Assert.StartsWith("text=\uFFFDxxx", detail, StringComparison.Ordinal);
        Assert.EndsWith("xxx…", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_LongLog_ExportsAllOfIt()
    {
        await AddAsync([.. Enumerable.Range(0, 3000).Select(i => Entry($"e{i}", at: Noon))]);

        using var answer = await Administrator.SubmitAsync("/admin/audit/?person=bob", "form[method=post][action='/admin/audit/']");

        Assert.Equal(3001, (await answer.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("plain", "plain")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@x", "'@x")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("a\tb", "\"a\tb\"")]
    [InlineData("a;=1+1", "\"a;'=1+1\"")]
    [InlineData("a;;@x\t-1", "\"a;;'@x\t'-1\"")]
    [InlineData("a\n+1", "\"a\n'+1\"")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("=\"a\",b", "\"'=\"\"a\"\",b\"")]
    [InlineData("a=b", "a=b")]
    public void Cell_WhateverItHolds_IsOneCellAndNoFormula(string? text, string cell) => Assert.Equal(cell, AuditCsv.Cell(text));

    private static IEnumerable<string> Subjects(IDocument page) =>
        page.QuerySelectorAll("tbody tr td:nth-child(3)")
            .Select(cell => cell.ChildNodes
                .OfType<IText>()
                .First(text => text.Data.Contains("subject", StringComparison.Ordinal)).Data
                .Split(',')[0].Trim());

    private static AuditEntry Entry(
        string subject,
        Instant at,
        string who = "Bob <bob@example.com>",
        string action = AuditAction.SignedIn,
        string? detail = null,
        string address = "127.0.0.1") =>
        new() { At = at, Who = who, Action = action, Subject = $"subject {subject}", Revision = 7, Detail = detail, Address = address };

    private async Task AddAsync(params AuditEntry[] entries)
    {
        await using var db = Portal.OpenDatabase();
        db.AddRange(entries);
        await db.SaveChangesAsync();
    }
}
