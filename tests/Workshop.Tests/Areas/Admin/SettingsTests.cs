using System.Net;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data.Accounts;
using Workshop.Data.Editions;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Areas.Admin;

[StartsPortals(2, "one test has an address that the operator has set")]
public sealed class SettingsTests(SharedPortal shared, TestDatabase databases) : AdminTest(shared)
{
    private const string Url = "/admin/settings/";

    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>",
        "\"'><img src=x onerror=alert(1)>",
        "=cmd|' /C calc'!A0",
        "javascript:alert(1)",
        "two\r\nSet-Cookie: lines=1",
        "nul\0inside",
        new('a', 10_000),
    ];

    public static TheoryData<string> Fields =>
        ["Name", "Event", "Tagline", "StartsOn", "EndsOn", "TimeZone", "Venue", "City", "Accent", "ContactEmail", "PublicUrl", "Footer"];

    [Fact]
    public async Task Post_EverySetting_IsPublicOnTheNextRequest()
    {
        await Portal.PublishAsync(Edition, "/overview/", "Overview");

        using var answer = await Administrator.SubmitAsync(
            Url,
            ("Input.Name", "NeuroAI at sea"),
            ("Input.Event", "NeurIPS"),
            ("Input.Tagline", "Brains and machines."),
            ("Input.StartsOn", "2024-12-14"),
            ("Input.EndsOn", "2024-12-15"),
            ("Input.TimeZone", "Europe/Berlin"),
            ("Input.Venue", "Ballroom B"),
            ("Input.City", "Berlin"),
            ("Input.Accent", "#AA3300"),
            ("Input.ContactEmail", "ask@neuroai.example"),
            ("Input.PublicUrl", "https://neuroai.example/"),
            ("Input.Footer", "Funded by *the [sea](https://sea.example)*."));

        Assert.Equal((HttpStatusCode.Redirect, Url), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        var page = await Portal.ReadAsync("/overview/");
        Assert.Equal("Overview · NeuroAI at sea", page.Title);
        Assert.Equal("https://neuroai.example/overview/", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
        Assert.NotNull(page.QuerySelector("link[href='/theme/aa3300.css']"));
        Assert.Equal(
            "Funded by <em>the <a href=\"https://sea.example\" rel=\"noopener\">sea</a></em>.",
            page.QuerySelector(".foot .words p")!.InnerHtml);
        Assert.Equal("mailto:ask@neuroai.example", page.QuerySelector(".foot p a[href^=mailto]")!.GetAttribute("href"));
        Assert.Contains("https://neuroai.example/overview/", await Portal.Client.GetStringAsync("/feed.xml"), StringComparison.Ordinal);
        Assert.Contains(
            "<loc>https://neuroai.example/overview/</loc>", await Portal.Client.GetStringAsync("/sitemap.xml"), StringComparison.Ordinal);
        Assert.Contains(
            "Sitemap: https://neuroai.example/sitemap.xml", await Portal.Client.GetStringAsync("/robots.txt"), StringComparison.Ordinal);
        var home = await Portal.ReadAsync("/");
        Assert.Contains("14–15 December 2024", home.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        var form = await Administrator.ReadAsync(Url);
        Assert.Equal("Europe/Berlin", form.QuerySelector("#Input_TimeZone")!.GetAttribute("value"));
        Assert.Equal("Saved as version 2. The site shows it now.", form.QuerySelector("[role=status]")!.TextContent);
    }

    [Fact]
    public async Task Post_AnyChange_IsARevisionAndAnEntryOfTheLog()
    {
        using var first = await Administrator.SubmitAsync(Url, ("Input.City", "Berlin"));
        using var same = await Administrator.SubmitAsync(Url);

        var revisions = await RevisionsAsync();
        Assert.Equal(
            [(1, EditionWriter.KeptBy, null), (2, "Administrator", "Berlin")],
            revisions.Select(revision => (revision.Number, revision.Author, revision.Settings.City)));
        await using var db = Portal.OpenDatabase();
        var entry = await db.AuditEntries.SingleAsync(entry => entry.Action == AuditAction.SettingsChanged);
        Assert.Equal(
            ("edition 2024", 2, "city", "Administrator <administrator@example.org>"),
            (entry.Subject, entry.Revision, entry.Detail, entry.Who));
        Assert.Contains(
            "Nothing was changed",
            (await Administrator.ReadAsync(Url)).QuerySelector("[role=status]")!.TextContent,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name", " ", "name")]
    [InlineData("StartsOn", "14.12.2024", "not a date")]
    [InlineData("StartsOn", "-4800-01-01", "not a date")]
    [InlineData("EndsOn", "2024-12-13", "before the first")]
    [InlineData("TimeZone", "Mars/Olympus", "not a time zone")]
    [InlineData("TimeZone", "", "not a time zone")]
    [InlineData("Accent", "red", "not a colour")]
    [InlineData("Accent", "#12345", "not a colour")]
    [InlineData("ContactEmail", "nobody", "not an email")]
    [InlineData("ContactEmail", "a@b.org?bcc=c@d.org, e@f.org", "not an email")]
    [InlineData("PublicUrl", "https://neuroai.example/path", "without a path")]
    [InlineData("PublicUrl", "https://user@neuroai.example", "without a path")]
    [InlineData("PublicUrl", "ftp://neuroai.example", "without a path")]
    [InlineData("PublicUrl", "neuroai.example", "without a path")]
    public async Task Post_WrongValue_IsSaidAtItsFieldAndKeepsTheReadersText(string field, string value, string word)
    {
        using var answer = await Administrator.SubmitAsync(Url, ($"Input.{field}", value), ("Input.Venue", "Kept"));
        var page = await Browser.ReadAsync(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(word, page.QuerySelector($"#Input_{field}-wrong")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.QuerySelector($"#Input_{field}")!.GetAttribute("aria-invalid"));
        Assert.Equal(value.Trim(), page.QuerySelector($"#Input_{field}")!.GetAttribute("value")?.Trim() ?? "");
        Assert.Equal("Kept", page.QuerySelector("#Input_Venue")!.GetAttribute("value"));
        Assert.Single(page.QuerySelectorAll("span.wrong"));
        Assert.Empty(await RevisionsAsync());
    }

    [Fact]
    public async Task Post_FooterOfTheGreatestLengthWithLineEndsOfABrowser_IsSaved()
    {
        var footer = string.Join("\r\n", Enumerable.Repeat(new string('a', 99), 20));

        using var answer = await Administrator.SubmitAsync(Url, ("Input.Footer", footer));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(footer.Replace("\r\n", "\n", StringComparison.Ordinal), (await RevisionsAsync())[^1].Settings.Footer);
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Post_HostileText_IsRefusedOrShownAsText(string field)
    {
        await Portal.PublishAsync(Edition, "/overview/", "Overview");

        foreach (var payload in Hostile)
        {
            using var answer = await Administrator.SubmitAsync(Url, ($"Input.{field}", payload));

            // Whoever reads the form refuses a NUL in it before the page is asked.
            var refused = payload.Contains('\0', StringComparison.Ordinal) ? HttpStatusCode.BadRequest : HttpStatusCode.OK;
            Assert.True(answer.StatusCode == refused || answer.StatusCode == HttpStatusCode.Redirect, $"{answer.StatusCode} for {payload}");
            AssertHarmless(await Browser.ReadAsync(answer), payload);
            if (answer.StatusCode == HttpStatusCode.Redirect)
            {
                var version = $"/admin/settings/versions/{(await RevisionsAsync())[^1].Number}";
                foreach (var path in new[] { Url, "/overview/", "/", "/admin/", "/admin/pages/", "/admin/audit/", version })
                {
                    AssertHarmless(await Administrator.ReadAsync(path), path);
                }
            }

            AssertHarmless(await Portal.ReadAsync("/overview/"), payload);
            System.Xml.Linq.XDocument.Parse(await Portal.Client.GetStringAsync("/feed.xml"));
        }

        Assert.DoesNotContain(await RevisionsAsync(), revision => revision.Settings.ToString().Contains('\0', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_SecondEditorWhoBeganWithTheSame_IsShownBothAndLosesNothing()
    {
        using var second = await Portal.SignInAsync("administrator@example.org");
        var begun = (await second.ReadAsync(Url)).QuerySelector("[name='Input.BasedOn']")!.GetAttribute("value")!;
        using var first = await Administrator.SubmitAsync(Url, ("Input.City", "Berlin"), ("Input.Venue", "Theirs"));

        using var answer = await second.SubmitAsync(
            Url, ("Input.BasedOn", begun), ("Input.City", ""), ("Input.Venue", "Mine"), ("Input.Tagline", "Mine too"));
        var page = await Browser.ReadAsync(answer);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(
            ["Tagline|Mine too|empty", "Venue|Mine|Theirs", "City|empty|Berlin"],
            page.QuerySelectorAll("[role=alert] tbody tr").Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent))));
        Assert.Equal(2, (await RevisionsAsync()).Count);
        // What only the other changed is in the form, so that saving it takes nothing back.
        Assert.Equal("Berlin", page.QuerySelector("#Input_City")!.GetAttribute("value"));
        Assert.Equal("Mine", page.QuerySelector("#Input_Venue")!.GetAttribute("value"));
        Assert.Equal("Mine too", page.QuerySelector("#Input_Tagline")!.GetAttribute("value"));

        using var content = new FormUrlEncodedContent(page.QuerySelectorAll("main form input, main form textarea")
            .Select(field => KeyValuePair.Create(field.GetAttribute("name")!, field.GetAttribute("value") ?? field.TextContent)));
        using var again = await second.SendAsync(new HttpRequestMessage(HttpMethod.Post, Url) { Content = content });

        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        var latest = (await RevisionsAsync())[^1];
        Assert.Equal(
            (3, "Berlin", "Mine", "Mine too"), (latest.Number, latest.Settings.City, latest.Settings.Venue, latest.Settings.Tagline));
    }

    [Fact]
    public async Task Restore_EarlierVersion_SavesItAsANewOne()
    {
        using var first = await Administrator.SubmitAsync(Url, ("Input.City", "Berlin"), ("Input.Tagline", "Once"));
        using var second = await Administrator.SubmitAsync(Url, ("Input.City", "Paris"));
        var version = await Administrator.ReadAsync("/admin/settings/versions/3");
        Assert.Equal(["City|Berlin|Paris"], version
            .QuerySelectorAll("tbody tr")
            .Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent.Trim()))));

        using var answer = await Administrator.SubmitAsync("/admin/settings/versions/2");

        Assert.Equal(Url, answer.Headers.Location?.OriginalString);
        Assert.Equal([null, "Berlin", "Paris", "Berlin"], (await RevisionsAsync()).Select(revision => revision.Settings.City));
        Assert.Contains("Berlin", (await Portal.ReadAsync("/")).QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        var list = await Administrator.ReadAsync("/admin/settings/versions/");
        Assert.Equal(
            ["Version 4", "Version 3", "Version 2", "Version 1"], list.QuerySelectorAll("tbody a").Select(link => link.TextContent));
        await using var db = Portal.OpenDatabase();
        Assert.Contains(
            await db.AuditEntries.ToListAsync(),
            entry => entry is { Action: AuditAction.SettingsChanged, Revision: 4, Detail: "version 2 restored" });
    }

    [Fact]
    public async Task Restore_SomebodySavedMeanwhile_AsksAgain()
    {
        using var first = await Administrator.SubmitAsync(Url, ("Input.City", "Berlin"));

        using var answer = await Administrator.SubmitAsync("/admin/settings/versions/1", ("BasedOn", "1"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(
            "version 2", (await Browser.ReadAsync(answer)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, (await RevisionsAsync()).Count);
    }

    [Fact]
    public async Task Settings_SeveralEditions_ThePickerLeadsToEach()
    {
        await Portal.AddEditionAsync("2023", isCurrent: false);

        var page = await Administrator.ReadAsync("/admin/settings/?edition=2023");
        using var answer = await Administrator.SubmitAsync(
            "/admin/settings/?edition=2023", ("Input.City", "Berlin"), ("Input.Footer", "[Home](/overview/)"));

        Assert.Equal(["NeuroAI 2024 (2024)", "NeuroAI 2023 (2023)"], page.QuerySelectorAll(".editions a").Select(link => link.TextContent));
        Assert.Equal("/admin/settings/?edition=2023", answer.Headers.Location?.OriginalString);
        await using var db = Portal.OpenDatabase();
        Assert.Equal(
            [null, "Berlin"],
            await db.Editions.OrderByDescending(edition => edition.IsCurrent).Select(edition => edition.City).ToListAsync());
        Assert.Equal("/2023/overview/", (await Portal.ReadAsync("/2023/")).QuerySelector(".words a")!.GetAttribute("href"));
        Assert.Equal(HttpStatusCode.NotFound, (await Administrator.GetAsync("/admin/settings/?edition=1999")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Administrator.GetAsync("/admin/settings/versions/9")).StatusCode);
    }

    [Fact]
    public async Task Footer_WithHeadingsAndNotes_SharesNoIdWithThePage()
    {
        const string Text = "## Where\n\nText[^1].\n\n[^1]: Note.\n";
        await Portal.PublishAsync(Edition, "/overview/", "Overview", Text);

        using var answer = await Administrator.SubmitAsync(Url, ("Input.Footer", Text + "\n[up](#where)"));
        var page = await Portal.ReadAsync("/overview/");

        var ids = page.QuerySelectorAll("[id]").Select(element => element.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Contains("site:foot:where", ids);
        Assert.All(page.QuerySelectorAll(".words a[href^='#']"), link => Assert.Contains(link.GetAttribute("href")![1..], ids));
    }

    [Fact]
    public async Task Get_TimeZones_AreAllOfTheDatabase()
    {
        var page = await Administrator.ReadAsync(Url);

        Assert.Equal(
            DateTimeZoneProviders.Tzdb.Ids, page.QuerySelectorAll("#zones option").Select(option => option.GetAttribute("value")!));
    }

    [Fact]
    public async Task PublicUrl_OperatorsSetting_ComesFirst()
    {
        await using var portal = await RunningPortal.StartAsync(databases, "--Workshop:PublicUrl=http://operator.example");
        var edition = await portal.AddEditionAsync();
        await using (var db = portal.OpenDatabase())
        {
            await db.Editions.ExecuteUpdateAsync(set => set.SetProperty(one => one.PublicUrl, "https://edition.example"));
        }

        await portal.PublishAsync(edition, "/overview/", "Overview");

        var page = await portal.ReadAsync("/overview/");
        Assert.Equal("http://operator.example/overview/", page.QuerySelector("link[rel=canonical]")!.GetAttribute("href"));
    }

    private static void AssertHarmless(AngleSharp.Dom.IDocument page, string where)
    {
        // What describes the event to machines is data, and runs nowhere; a word of it must not end it.
        Assert.All(page.QuerySelectorAll("script[type='application/ld+json']"), data => Assert.DoesNotContain('<', data.TextContent));
        Assert.True(page.QuerySelector("script:not([src^='/'], [type='application/ld+json']), [onerror], [onload], style") is null, where);
        Assert.DoesNotContain(page.QuerySelectorAll("[href], [src], [action]"), element =>
            element.Attributes.Any(attribute => attribute.Name is "href" or "src" or "action"
                && attribute.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)));
    }
}
