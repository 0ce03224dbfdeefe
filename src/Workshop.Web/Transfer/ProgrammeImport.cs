using System.Collections.Immutable;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Editions;
using Workshop.Data.Programme;

namespace Workshop.Web.Transfer;

/// <summary>Makes an edition's rooms and sessions those of the source: what is missing there goes, and what the source does not say of a session stays.</summary>
internal sealed class ProgrammeImport(WorkshopDbContext db, ImportOptions options, Instant now)
{
    public async Task<ProgrammeOutcome> ApplyAsync(ImportedProgramme source, Edition edition, CancellationToken cancellation)
    {
        var minutes = ProgrammeTimes.Minutes(source.Sessions, DateTimeZoneProviders.Tzdb[edition.TimeZone]);
        var writer = new ProgrammeWriter(db);
        var outcome = new ProgrammeOutcome(0, 0, 0, 0, 0);
        var origin = new DocumentOrigin(options.Author, now, "Imported");
        await writer.ChangeAsync(
            edition.Id,
            (ProgrammeDocument former) =>
            {
                var document = Filled(former, source, minutes);
                outcome = Compare(former, document);
                return document;
            },
            origin,
            cancellation);
        var release = options.Publish ? await writer.ReleaseAsync(edition.Id, seen: null, note: null, origin, cancellation) : null;
        return outcome with { IsReleased = release is not null };
    }

    private static ProgrammeDocument Filled(ProgrammeDocument former, ImportedProgramme source, Dictionary<string, int> minutes)
    {
        var taken = new HashSet<string>();
        ImmutableArray<Room> rooms = [.. source.Rooms.Select(RoomOf)];
        var bySlug = former.Sessions.ToDictionary(session => session.Slug);
        var roomSlugs = rooms.ToDictionary(room => room.Name, room => room.Slug);
        var people = former.People.ToLookup(person => person.Name);
        ImmutableArray<Session> sessions = [.. source.Sessions.Select(SessionOf)];
        var slugs = sessions.Select(session => session.Slug).ToHashSet();
        return former with
        {
            Rooms = rooms,
            Sessions = sessions,
            Papers = [.. former.Papers.Select(paper => paper.Session is { } its && !slugs.Contains(its) ? paper with { Session = null } : paper)],
        };

        Room RoomOf(ImportedRoom room)
        {
            var stored = former.Rooms.FirstOrDefault(stored => stored.Name == room.Name);
            var slug = stored?.Slug ?? Slug.Unique(
                Slug.Of(room.Name, ProgrammeRules.SlugMaxLength) is { Length: > 0 } fromName ? fromName : "room",
                ProgrammeRules.SlugMaxLength,
                candidate => taken.Contains(candidate) || former.Rooms.Any(other => other.Slug == candidate));
            taken.Add(slug);
            return (stored ?? new Room(slug, room.Name)) with { Location = room.Location };
        }

        Session SessionOf(ImportedSession session) =>
            (bySlug.GetValueOrDefault(session.Slug) ?? new Session { Slug = session.Slug, Uid = Guid.NewGuid(), Title = session.Title, DurationMinutes = 1 }) with
            {
                Title = session.Title,
                Kind = session.Kind,
                StartsAt = session.StartsAt,
                DurationMinutes = minutes[session.Slug],
                Room = session.Room is { } room ? roomSlugs[room] : null,
                People = [.. session.People.Select(name => people[name].FirstOrDefault() is { } person ? new Participant(person.Slug) : new Participant(null, name))],
            };
    }

    private static ProgrammeOutcome Compare(ProgrammeDocument former, ProgrammeDocument document)
    {
        var before = former.Sessions.ToDictionary(session => session.Slug);
        var created = document.Sessions.Count(session => !before.ContainsKey(session.Slug));
        var unchanged = document.Sessions.Count(session => before.TryGetValue(session.Slug, out var same) && ProgrammeJson.Same(same, session));
        var removed = before.Keys.Except(document.Sessions.Select(session => session.Slug)).Count();
        var rooms = document.Rooms.Except(former.Rooms).Select(room => room.Slug).Union(former.Rooms.Except(document.Rooms).Select(room => room.Slug)).Count();
        return new ProgrammeOutcome(created, document.Sessions.Length - created - unchanged, removed, unchanged, rooms);
    }
}
