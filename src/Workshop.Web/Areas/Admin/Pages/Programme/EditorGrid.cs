using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Programme;

namespace Workshop.Web.Areas.Admin.Pages.ProgrammeList;

/// <summary>
/// A day as a table to put sessions into: a column for each room, and a row for each time at which something begins or ends, the
/// last of them free. Rooms that have sessions at once get as many columns as they need, so that nothing is drawn over anything.
/// </summary>
/// <param name="Rows">In time order; none where the last session ends on another day.</param>
public sealed record EditorGrid(ImmutableArray<EditorRoom> Rooms, ImmutableArray<EditorRow> Rows)
{
    /// <summary>When a day without sessions is taken to begin.</summary>
    public static readonly LocalTime Morning = new(9, 0);

    /// <param name="sessions">Those that begin on that day, in time order.</param>
    /// <param name="rooms">All of the document's, in its order; those without a session that day are empty columns.</param>
    public static EditorGrid Of(LocalDate date, ImmutableArray<PublishedSession> sessions, ImmutableArray<Room> rooms, DateTimeZone zone)
    {
        Instant[] times = [.. sessions
            .SelectMany(session => new[] { session.Start.ToInstant(), session.End.ToInstant() })
            .DefaultIfEmpty(zone.AtLeniently(date.At(Morning)).ToInstant())
            .Distinct()
            .Order()];
        var rowOf = times.Select((time, row) => (time, row)).ToDictionary(at => at.time, at => at.row);
        var lanes = rooms.Select(room => Lanes(room, sessions.Where(session => session.Room?.Slug == room.Slug))).ToList();
        if (rooms.IsEmpty || sessions.Any(session => session.Room is null))
        {
            lanes.Add(Lanes(null, sessions.Where(session => session.Room is null)));
        }

        return new EditorGrid(
            [.. lanes.Select(lane => new EditorRoom(lane.Room, lane.Sessions.Count))],
            [
                .. times.Select(time => time.InZone(zone)).Where(at => at.Date == date || at.ToInstant() != times[^1])
                    .Select(at => new EditorRow(
                        at, [.. lanes.SelectMany(
                            lane => lane.Sessions.Select(column => CellOf(lane.Room, column, at.ToInstant())).OfType<EditorCell>())])),
            ]);

        EditorCell? CellOf(Room? room, List<PublishedSession> column, Instant time)
        {
            var here = column.Find(session => session.Start.ToInstant() <= time && time < session.End.ToInstant());
            return here is null ? new EditorCell(room, null, 1)
                : here.Start.ToInstant() == time ? new EditorCell(room, here, rowOf[here.End.ToInstant()] - rowOf[time])
                : null;
        }
    }

    private static (Room? Room, List<List<PublishedSession>> Sessions) Lanes(Room? room, IEnumerable<PublishedSession> inOrder)
    {
        var lanes = new List<List<PublishedSession>> { new() };
        foreach (var session in inOrder)
        {
            var free = lanes.Find(lane => lane.Count == 0 || lane[^1].End.ToInstant() <= session.Start.ToInstant());
            if (free is null)
            {
                lanes.Add(free = []);
            }

            free.Add(session);
        }

        return (room, lanes);
    }
}

/// <param name="Room">Null for sessions without one.</param>
/// <param name="Columns">At least one.</param>
public sealed record EditorRoom(Room? Room, int Columns);

public sealed record EditorRow(ZonedDateTime At, ImmutableArray<EditorCell> Cells);

/// <param name="Session">Null where nothing is going on.</param>
/// <param name="Rows">How many it covers.</param>
public sealed record EditorCell(Room? Room, PublishedSession? Session, int Rows);
