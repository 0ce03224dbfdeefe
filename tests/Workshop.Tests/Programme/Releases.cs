using NodaTime;
using Workshop.Data.Editions;
using Workshop.Data.Programme;

namespace Workshop.Tests.Programme;

internal static class Releases
{
    /// <summary>Makes the document the programme of the edition and releases it.</summary>
    public static async Task ReleaseAsync(
        this RunningPortal portal, Edition edition, ProgrammeDocument document, Instant at, string? note = null)
    {
        await using (var db = portal.OpenDatabase())
        {
            var writer = new ProgrammeWriter(db);
            var origin = new DocumentOrigin("Ada", at, "Changed");
            await writer.ChangeAsync(edition.Id, (ProgrammeDocument _) => document, origin, CancellationToken.None);
            await writer.ReleaseAsync(edition.Id, seen: null, note, origin, CancellationToken.None);
        }

        await portal.ReloadAsync();
    }

    public static Task ReleaseAsync(this RunningPortal portal, Edition edition, ProgrammeDocument document) =>
        portal.ReleaseAsync(edition, document, RunningPortal.Now);

    public static async Task<Edition> AddEditionInAsync(this RunningPortal portal, string zone, string slug = "2024", bool isCurrent = true)
    {
        var edition = await portal.AddEditionAsync(slug, isCurrent);
        await using var db = portal.OpenDatabase();
        db.Attach(edition).Entity.TimeZone = zone;
        await db.SaveChangesAsync();
        return edition;
    }

    public static Session Session(string slug, LocalDateTime at, int minutes = 60) =>
        new() { Slug = slug, Uid = Guid.NewGuid(), Title = slug, Kind = SessionKind.Talk, StartsAt = at, DurationMinutes = minutes };
}
