using Microsoft.EntityFrameworkCore;
using Workshop.Data.Accounts;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Areas.Admin;

/// <summary>A portal with one edition, its programme and its notices, and two who edit them.</summary>
public abstract class ItemsTest(SharedPortal shared) : AdminTest(shared)
{
    protected static readonly ProgrammeDocument Programme = new()
    {
        Rooms = [new Room("hall", "Hall"), new Room("foyer", "Foyer", 40, "West")],
        Topics = [new Topic("brains", "Brains")],
        People =
            [new Person { Slug = "ada", Name =
                "Ada", Affiliation = "Engines", Roles = [PersonRole.Speaker] }, new Person { Slug = "charles", Name = "Charles" }],
        Sessions = [
            new Session
            {
                Slug = "talk", Uid = Guid.Parse("00000000-0000-0000-0000-000000000001"), Title = "A talk",
                DurationMinutes = 30, Room = "hall", Topic = "brains",
                StartsAt = new NodaTime.LocalDateTime(2024, 12, 14, 9, 0), People = [new Participant("ada", null, ParticipantRole.Chair)],
            },
        ],
        Papers = [new Paper { Slug = "paper", Title = "A paper", Authors = ["Ada", "Charles"], Session = "talk" }],
    };

    /// <summary>Every list's place, and what its items are called by.</summary>
    public static TheoryData<string, string> Lists => new()
    {
        { "/admin/programme/people/", "name" },
        { "/admin/programme/rooms/", "name" },
        { "/admin/programme/topics/", "name" },
        { "/admin/programme/papers/", "title" },
        { "/admin/deadlines/", "what" },
        { "/admin/sponsors/", "name" },
        { "/admin/news/", "title" },
    };

    protected Browser Second { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Second = await Portal.SignInAsAsync(OrganizerRole.Organizer);
        await using var db = Portal.OpenDatabase();
        await new ProgrammeWriter(db).ChangeAsync(
            Edition.Id, (ProgrammeDocument _) => Programme, new DocumentOrigin("Ada", RunningPortal.Now, "All"), Cancellation);
    }

    protected async Task<ProgrammeDocument> ProgrammeAsync()
    {
        await using var db = Portal.OpenDatabase();
        return await new ProgrammeWriter(db).ProgrammeOfAsync(Edition.Id, Cancellation);
    }

    protected async Task<NoticesDocument> NoticesAsync()
    {
        await using var db = Portal.OpenDatabase();
        return await new ProgrammeWriter(db).NoticesOfAsync(Edition.Id, Cancellation);
    }

    protected async Task<List<AuditEntry>> AuditAsync()
    {
        await using var db = Portal.OpenDatabase();
        return await db.AuditEntries
            .Where(entry => entry.Action == AuditAction.ProgrammeChanged || entry.Action == AuditAction.NoticesChanged)
            .OrderBy(entry => entry.Id)
            .ToListAsync(Cancellation);
    }
}
