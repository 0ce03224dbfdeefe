using System.Net;
using NodaTime;
using Workshop.Data.Accounts;
using Workshop.Data.Programme;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Areas.Admin;

/// <summary>Every list by its form: added, changed, merged, refused.</summary>
public sealed class ItemFormTests(SharedPortal shared) : ItemsTest(shared)
{
    private static readonly string[] Hostile =
    [
        "<script>alert(1)</script>",
        "\"'><img src=x onerror=alert(1)>",
        "{{constructor.constructor('alert(1)')()}}",
        "two\r\nlines",
        "\u202Eright to left",
        new('a', 10_000),
    ];

    [Fact]
    public async Task Post_NewOfEveryKind_IsAddedUnderASlugOfItsNameAndAudited()
    {
        await AddAsync("/admin/programme/people/new", ("name", "René O’Hara"), ("affiliation", "Sea"), ("roles", "Organizer"), (
            "photoUrl",
            "/media/x"), ("bio", "Text.\r\n\r\n*More.*"), ("links", "Home | https://rene.example/\r\nhttps://b.example/x\r\n/media/x.pdf"));
        await AddAsync("/admin/programme/rooms/new", ("name", "Hall"), ("capacity", "120"));
        await AddAsync("/admin/programme/topics/new", ("name", "日本"));
        await AddAsync("/admin/programme/papers/new", (
            "title",
            "On nets"), ("authors", "Ada\r\nMartin Luther King, Jr."), ("session", "talk"), ("decision", "Oral"));
        await AddAsync(
            "/admin/deadlines/new", ("what", "Papers"), ("at", "2024-09-09T23:59"), ("zone", "AoE"), ("extendedFrom", "2024-08-30T23:59"));
        await AddAsync("/admin/sponsors/new", ("name", "Lantern"), ("level", "Gold"), ("url", "https://lantern.example/"));
        await AddAsync("/admin/news/new", ("title", "Hello"), ("text", "World"), ("at", "2024-09-01T09:00"), ("isPublic", "yes"));

        var programme = await ProgrammeAsync();
        var rene = programme.People[^1];
        Assert.Equal(("rene-ohara", "René O’Hara", "Sea", "Text.\n\n*More.*"), (rene.Slug, rene.Name, rene.Affiliation, rene.Bio));
        Assert.Equal(
            [new Link("Home", "https://rene.example/"), new Link(
                "b.example", "https://b.example/x"), new Link("/media/x.pdf", "/media/x.pdf")], rene.Links);
        Assert.Equal([PersonRole.Organizer], rene.Roles);
        Assert.Equal(new Room("hall-2", "Hall", 120), programme.Rooms[^1]);
        Assert.Equal(new Topic("topics", "日本"), programme.Topics[^1]);
        Assert.Equal(("on-nets", "talk", "Oral"), (programme.Papers[^1].Slug, programme.Papers[^1].Session, programme.Papers[^1].Decision));
        Assert.Equal(["Ada", "Martin Luther King, Jr."], programme.Papers[^1].Authors);
        var notices = await NoticesAsync();
        Assert.Equal(
            new Deadline
            {
                Slug = "papers",
                What = "Papers",
                At = new LocalDateTime(
                2024, 9, 9, 23, 59),
                Zone = "AoE",
                ExtendedFrom = new LocalDateTime(2024, 8, 30, 23, 59),
            },
            notices.Deadlines.Single());
        Assert.Equal(new Sponsor("lantern", "Lantern", "Gold", "https://lantern.example/"), notices.Sponsors.Single());
        // Vancouver is seven hours behind UTC in September.
        Assert.Equal(
            new NewsItem { Slug = "hello", Title = "Hello", Text = "World", At = Instant.FromUtc(2024, 9, 1, 16, 0), IsPublic = true },
            notices.News.Single());
        var audit = await AuditAsync();
        Assert.Equal(Enumerable
            .Repeat(AuditAction.ProgrammeChanged, 4)
            .Concat(Enumerable.Repeat(AuditAction.NoticesChanged, 3)), audit.Select(entry => entry.Action));
        Assert.Equal(("programme 2024", 2, "Added person “René O’Hara”"), (audit[0].Subject, audit[0].Revision, audit[0].Detail));
    }

    [Fact]
    public async Task Post_Notices_ArePublicAtOnceAndTheProgrammeWithItsRelease()
    {
        await AddAsync("/admin/news/new", ("title", "Hidden"), ("text", "Not yet"), ("at", "2024-09-01T09:00"));
        await AddAsync(
            "/admin/news/new", ("title", "Shown <b>"), ("text", "Some *words*"), ("at", "2024-09-02T09:00"), ("isPublic", "yes"));
        await AddAsync(
            "/admin/deadlines/new", ("what", "Papers"), ("at", "2024-09-09T23:59"), ("zone", "AoE"), ("extendedFrom", "2024-08-30T23:59"));

        var home = await Portal.ReadAsync("/");

        Assert.Equal(["Shown <b>"], home.QuerySelectorAll(".news h3").Select(heading => heading.TextContent));
        Assert.Equal("words", home.QuerySelector(".news em")!.TextContent);
        Assert.Equal(["2024-08-30T23:59:00-12:00", "2024-09-09T23:59:00-12:00"], home
            .QuerySelectorAll(".deadlines time")
            .Select(time => time.GetAttribute("datetime")));
        Assert.Equal("30 Aug 2024, 23:59", home.QuerySelector(".deadlines del time")!.TextContent);
        Assert.Empty(home.QuerySelectorAll(".begins"));
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Post_HostileText_IsRefusedOrShownAsText(string place, string field)
    {
        foreach (var payload in Hostile)
        {
            using var answer = await Administrator.SubmitAsync(place
                + "new", ($"Input.{field}", payload), ("Input.at", "2024-09-09T23:59"), ("Input.text", payload), ("Input.isPublic", "yes"));
            var page = await Browser.ReadAsync(answer);

            Assert.Null(page.QuerySelector("main script, main img[onerror], main [onerror]"));
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                Assert.NotNull(page.QuerySelector($"#Input_{field}-wrong"));
                continue;
            }

            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            Assert.Null((await Administrator.ReadAsync(place)).QuerySelector("main script, main [onerror]"));
            Assert.Null((await Portal.ReadAsync("/")).QuerySelector("main script:not([src^='/js/']), main [onerror]"));
        }
    }

    [Theory]
    [InlineData("/admin/programme/people/new", "name", " ", "is missing")]
    [InlineData("/admin/programme/people/new", "photoUrl", "javascript:alert(1)", "is not an address")]
    [InlineData("/admin/programme/people/new", "photoUrl", "//elsewhere.example/x", "is not an address")]
    [InlineData("/admin/programme/people/new", "links", "Home | data:text/html,x", "has no address")]
    [InlineData("/admin/programme/people/new", "roles", "King", "is none of")]
    [InlineData("/admin/programme/rooms/new", "capacity", "many", "is not a number")]
    [InlineData("/admin/programme/rooms/new", "capacity", "-1", "is not a number")]
    [InlineData("/admin/programme/papers/new", "session", "nowhere", "is not a session")]
    [InlineData("/admin/deadlines/new", "at", "9 September", "is not a local time")]
    [InlineData("/admin/deadlines/new", "at", "9999-12-31T23:59", "is not a local time")]
    [InlineData("/admin/deadlines/new", "extendedFrom", "0001-01-01T00:00", "is not a local time")]
    [InlineData("/admin/deadlines/new", "at", "", "is missing")]
    [InlineData("/admin/deadlines/new", "zone", "Mars/Olympus", "is neither AoE nor")]
    [InlineData("/admin/sponsors/new", "url", "ftp://x.example", "is not an address")]
    [InlineData("/admin/news/new", "text", "", "is missing")]
    [InlineData("/admin/news/new", "isPublic", "perhaps", "is neither")]
    [InlineData("/admin/news/new", "at", "9999-12-31T23:59", "is not a local time")]
    public async Task Post_WrongValue_IsSaidAtItsFieldAndKeepsWhatWasTyped(string path, string field, string value, string words)
    {
        var fields = new Dictionary<string, string>
        {
            ["name"] =
            "N",
            ["title"] = "N",
            ["what"] = "N",
            ["at"] = "2024-09-09T23:59",
            ["text"] = "T",
            [field] = value
        };
        using var answer = await Administrator.SubmitAsync(path, [.. fields.Select(pair => ($"Input.{pair.Key}", pair.Value))]);
        var page = await Browser.ReadAsync(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var wrong = Assert.Single(page.QuerySelectorAll("span.wrong"));
        Assert.Contains(words, wrong.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            page.QuerySelectorAll("[aria-describedby]"),
            control => control.GetAttribute("aria-describedby")!.Split(' ').Contains(wrong.Id));
        Assert.NotNull(page.QuerySelector($"[name='Input.{field}'][aria-invalid=true]"));
        Assert.Empty(await AuditAsync());
    }

    [Fact]
    public async Task Post_TwoChangeDifferentFields_BothAreKept()
    {
        using var first = await Administrator.SubmitAsync("/admin/programme/people/edit/ada", ("Input.affiliation", "Difference Engines"));
        var stale = await Second.SubmitAsync(
            "/admin/programme/people/edit/ada", ("BasedOn", "1"), ("Input.affiliation", "Engines"), ("Input.bio", "Mine"));

        Assert.Equal(HttpStatusCode.Redirect, stale.StatusCode);
        var ada = (await ProgrammeAsync()).People[0];
        Assert.Equal(("Ada", "Difference Engines", "Mine"), (ada.Name, ada.Affiliation, ada.Bio));
    }

    [Fact]
    public async Task Post_TwoChangeTheSameField_ShowsBothAndLosesNothing()
    {
        using var first = await Administrator.SubmitAsync(
            "/admin/programme/people/edit/ada", ("Input.affiliation", "Theirs"), ("Input.photoUrl", "/media/theirs"));
        using var answer = await Second.SubmitAsync(
            "/admin/programme/people/edit/ada",
            ("BasedOn", "1"),
            ("Input.affiliation", "Mine"),
            ("Input.photoUrl", ""),
            ("Input.bio", "Mine too"));
        var page = await Browser.ReadAsync(answer);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(["Affiliation|Mine|Theirs"], page
            .QuerySelectorAll("[role=alert] tbody tr")
            .Select(row => string.Join('|', row.Children.Select(cell => cell.TextContent))));
        Assert.Equal(("Mine", "/media/theirs", "2"), (Value("#Input_affiliation"), Value("#Input_photoUrl"), Value("[name=BasedOn]")));
        Assert.Equal("Mine too", page.QuerySelector("#Input_bio")!.TextContent.Trim());
        Assert.Equal("Theirs", (await ProgrammeAsync()).People[0].Affiliation);

        using var again = await Second.SubmitAsync(
            "/admin/programme/people/edit/ada", ("BasedOn", "2"), ("Input.affiliation", "Mine"), ("Input.bio", "Mine too"));
        var ada = (await ProgrammeAsync()).People[0];
        Assert.Equal(("Mine", "/media/theirs", "Mine too"), (ada.Affiliation, ada.PhotoUrl, ada.Bio));

        string? Value(string selector) => page.QuerySelector(selector)!.GetAttribute("value");
    }

    [Fact]
    public async Task Post_DeletedMeanwhile_IsSaidAndCanBeHadBack()
    {
        var form = await Second.ReadAsync("/admin/programme/rooms/edit/foyer");
        using var deleted = await Administrator.SubmitAsync("/admin/programme/rooms/delete/foyer");
        var token = form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var answer = await PostAsync("1");
        using var again = await PostAsync("2");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Redirect), (answer.StatusCode, again.StatusCode));
        Assert.Contains(
            "deleted this meanwhile",
            (await Browser.ReadAsync(answer)).QuerySelector("[role=alert]")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal(new Room("foyer", "Foyer", null, "Mine"), (await ProgrammeAsync()).Rooms[^1]);

        async Task<HttpResponseMessage> PostAsync(string basedOn)
        {
            using var content = new FormUrlEncodedContent(
                [new("__RequestVerificationToken", token), new(
                    "BasedOn", basedOn), new("Input.name", "Foyer"), new("Input.location", "Mine"), new("Input.capacity", "")]);
            return await Second.SendAsync(
                new HttpRequestMessage(HttpMethod.Post, "/admin/programme/rooms/edit/foyer") { Content = content });
        }
    }

    [Fact]
    public async Task Post_Renamed_KeepsItsSlugAndNothingChangedWritesNothing()
    {
        using var renamed = await Administrator.SubmitAsync("/admin/programme/rooms/edit/hall", ("Input.name", "Great hall"));
        using var same = await Administrator.SubmitAsync("/admin/programme/rooms/edit/hall");

        Assert.Equal(new Room("hall", "Great hall"), (await ProgrammeAsync()).Rooms[0]);
        Assert.Single(await AuditAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await Administrator.GetAsync("/admin/programme/rooms/edit/nowhere")).StatusCode);
    }

    private async Task AddAsync(string path, params (string Name, string Value)[] fields)
    {
        using var answer = await Administrator.SubmitAsync(path, [.. fields.Select(field => ($"Input.{field.Name}", field.Value))]);
        Assert.True(
            answer.StatusCode == HttpStatusCode.Redirect,
            $"{path}: {(await Browser.ReadAsync(answer)).QuerySelector("main")?.TextContent}");
    }
}
