using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Editions;
using Workshop.Data.Programme;

namespace Workshop.Web.Transfer;

/// <summary>Makes an edition's rooms and sessions those of the source: what is missing there goes, what is equal stays untouched.</summary>
internal sealed class ProgrammeImport(WorkshopDbContext db)
{
    public async Task<ProgrammeOutcome> ApplyAsync(ImportedProgramme source, Edition edition, CancellationToken cancellation)
    {
        var minutes = ProgrammeTimes.Minutes(source.Sessions, DateTimeZoneProviders.Tzdb[edition.TimeZone]);
        var rooms = await db.Rooms.Where(room => room.EditionId == edition.Id).ToDictionaryAsync(room => room.Name, cancellation);
        var sessions = await db.Sessions.Where(session => session.EditionId == edition.Id).ToDictionaryAsync(session => session.Slug, cancellation);

        var goneRooms = rooms.Keys.Except(source.Rooms.Select(room => room.Name)).Select(name => rooms[name]).ToArray();
        var goneSessions = sessions.Keys.Except(source.Sessions.Select(session => session.Slug)).Select(slug => sessions[slug]).ToArray();
        SetRooms(source, edition, rooms);
        foreach (var session in source.Sessions)
        {
            Set(session, minutes[session.Slug], session.Room is { } name ? rooms[name] : null, edition, sessions);
        }

        db.RemoveRange(goneSessions);
        db.RemoveRange(goneRooms);
        db.ChangeTracker.DetectChanges();
        var outcome = Count(source.Sessions.Length);
        await db.SaveChangesAsync(cancellation);
        return outcome;
    }

    private void SetRooms(ImportedProgramme source, Edition edition, Dictionary<string, Room> rooms)
    {
        foreach (var (room, index) in source.Rooms.Select((room, index) => (room, index)))
        {
            if (!rooms.TryGetValue(room.Name, out var stored))
            {
                stored = new Room { EditionId = edition.Id, Name = room.Name };
                db.Add(stored);
                rooms.Add(room.Name, stored);
            }

            stored.Location = room.Location;
            stored.Position = index + 1;
        }
    }

    private void Set(ImportedSession source, int minutes, Room? room, Edition edition, Dictionary<string, Session> sessions)
    {
        if (!sessions.TryGetValue(source.Slug, out var session))
        {
            session = new Session { EditionId = edition.Id, Slug = source.Slug, Title = source.Title };
            db.Add(session);
        }

        session.Title = source.Title;
        session.Kind = source.Kind;
        session.StartsAt = source.StartsAt;
        session.DurationMinutes = minutes;
        session.Room = room;
        if (room is null)
        {
            session.RoomId = null;
        }

        if (!session.People.SequenceEqual(source.People))
        {
            session.People = [.. source.People];
        }
    }

    private ProgrammeOutcome Count(int sessions)
    {
        var states = db.ChangeTracker.Entries<Session>().ToLookup(entry => entry.State);
        var (created, changed) = (states[EntityState.Added].Count(), states[EntityState.Modified].Count());
        var rooms = db.ChangeTracker.Entries<Room>().Count(entry => entry.State != EntityState.Unchanged);
        return new ProgrammeOutcome(created, changed, states[EntityState.Deleted].Count(), sessions - created - changed, rooms);
    }
}
