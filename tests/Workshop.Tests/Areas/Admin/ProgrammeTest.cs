using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Areas.Admin;

/// <summary>
/// Organizers at work on the programme of one edition: two rooms, two people, and three sessions of which one has no place.
/// </summary>
public abstract class ProgrammeTest(SharedPortal shared) : PagesTest(shared)
{
    protected const string Schedule = "/admin/programme/";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await ChangeAsync(document => document with
        {
            Rooms = [new Room("hall", "Hall", 300), new Room("lab", "Lab", 20)],
            Topics = [new Topic("vision", "Vision")],
            People = [new Person { Slug = "ada", Name = "Ada" }, new Person { Slug = "ben", Name = "Ben" }],
            Sessions = [
                A("opening", "Opening", 9) with { Kind = SessionKind.Other },
                A("talk", "A talk", 10) with { People = [new Participant("ada")], Abstract = "Words." },
                A("later", "Later", 0) with { StartsAt = null, Room = null, Kind = SessionKind.Break },
            ],
        });
    }

    protected static Session A(string slug, string title, int hour) => new()
    {
        Slug = slug,
        Uid = Guid.NewGuid(),
        Title = title,
        Kind = SessionKind.Talk,
        StartsAt = new LocalDateTime(2024, 12, 14, hour, 0),
        DurationMinutes = 60,
        Room = "hall",
    };

    /// <summary>As somebody else, who is not at a browser.</summary>
    protected async Task<DocumentRevision> ChangeAsync(
        Func<ProgrammeDocument, ProgrammeDocument> change, string author = "Ben", string summary = "Changed something.")
    {
        await using var db = Portal.OpenDatabase();
        return (await new ProgrammeWriter(db).ChangeAsync(
            Edition.Id, change, new DocumentOrigin(author, RunningPortal.Now, summary), CancellationToken.None))!;
    }

    protected Task<DocumentRevision> ChangeAsync(string slug, Func<Session, Session> change) => ChangeAsync(document => document with
    {
        Sessions = [.. document.Sessions.Select(session => session.Slug == slug ? change(session) : session)],
    });

    protected async Task<ProgrammeDocument> ProgrammeAsync()
    {
        await using var db = Portal.OpenDatabase();
        return await new ProgrammeWriter(db).ProgrammeOfAsync(Edition.Id, CancellationToken.None);
    }

    protected async Task<Session> SessionAsync(string slug) => (await ProgrammeAsync()).Sessions.Single(session => session.Slug == slug);

    protected async Task<int> NumberAsync()
    {
        await using var db = Portal.OpenDatabase();
        return await db.DocumentRevisions.MaxAsync(revision => revision.Number);
    }

    protected async Task<List<ProgrammeRelease>> ReleasesAsync()
    {
        await using var db = Portal.OpenDatabase();
        return await db.ProgrammeReleases.OrderBy(release => release.Version).ToListAsync();
    }

    protected async Task ReleaseAsync()
    {
        await using var db = Portal.OpenDatabase();
        Assert.NotNull(await new ProgrammeWriter(db).ReleaseAsync(
            Edition.Id, null, null, new DocumentOrigin("Ada", RunningPortal.Now, "Released"), CancellationToken.None));
        await Portal.ReloadAsync();
    }

    /// <summary>Sends one of the forms of a session, as it was drawn now or, with <c>Seen</c>, some time ago.</summary>
    protected Task<HttpResponseMessage> DoAsync(string handler, string slug, params (string Name, string Value)[] fields) =>
        DoAsync(Administrator, handler, slug, fields);

    protected async Task<HttpResponseMessage> DoAsync(
        Browser browser, string handler, string slug, params (string Name, string Value)[] fields)
    {
        var token = (await browser.ReadAsync(Schedule)).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        (string Name, string Value)[] all = [("__RequestVerificationToken", token), ("Session", slug), ("Seen", $"{await NumberAsync()}")];
        using var content = new FormUrlEncodedContent(all
            .Where(field => !fields.Any(given => given.Name == field.Name))
            .Concat(fields)
            .Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"{Schedule}?handler={handler}") { Content = content });
    }

    protected Task<HttpResponseMessage> StepAsync(string slug, string step) => DoAsync("Step", slug, ("step", step));

    /// <summary>What the schedule says was done.</summary>
    protected async Task<string> StatusAsync(HttpResponseMessage answer)
    {
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        return (await Administrator.ReadAsync(answer.Headers.Location!.OriginalString)).QuerySelector("[role=status]")!.TextContent;
    }

    /// <summary>Why nothing was done.</summary>
    protected static async Task<string> RefusedAsync(HttpResponseMessage answer)
    {
        Assert.Equal(System.Net.HttpStatusCode.Conflict, answer.StatusCode);
        return (await Browser.ReadAsync(answer)).QuerySelector("[role=alert]")!.TextContent.Trim();
    }
}
