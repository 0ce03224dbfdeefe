using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.Web.Programme;

/// <summary>
/// A day as a table: a column for each room, and a row for each time at which something begins or ends. Rooms that have sessions at
/// once get as many columns as they need, so that nothing is drawn over anything.
/// </summary>
/// <param name="Rows">In time order; the end of the last session has none.</param>
public sealed record ProgrammeGrid(ImmutableArray<GridRoom> Rooms, ImmutableArray<EditorRow> Rows)
{
    /// <param name="rooms">All of the document's, in its order; those without a session that day are empty columns.</param>
    public static ProgrammeGrid Of(ProgrammeDay day, ImmutableArray<Room> rooms)
    {
        Instant[] times = [.. day.Sessions.SelectMany(session => new[] { session.Start.ToInstant(), session.End.ToInstant() }).Distinct().Order()];
        var rowOf = times.Select((time, row) => (time, row)).ToDictionary(at => at.time, at => at.row);
        var lanes = rooms.Select(room => Lanes(room, day.Sessions.Where(session => session.Room?.Slug == room.Slug))).ToList();
        if (day.Sessions.Any(session => session.Room is null))
        {
            lanes.Add(Lanes(null, day.Sessions.Where(session => session.Room is null)));
        }

        var zone = day.Start.Zone;
        return new ProgrammeGrid(
            [.. lanes.Select(lane => new GridRoom(lane.Room, lane.Sessions.Count))],
            [.. times[..^1].Select((time, row) => new EditorRow(time.InZone(zone), [.. lanes.SelectMany(lane => lane.Sessions.Select(column => CellOf(lane.Room, column, time)).OfType<EditorCell>())]))]);

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
public sealed record GridRoom(Room? Room, int Columns);

public sealed record EditorRow(ZonedDateTime At, ImmutableArray<EditorCell> Cells);

/// <param name="Session">Null where nothing is going on.</param>
/// <param name="Rows">How many it covers.</param>
public sealed record EditorCell(Room? Room, PublishedSession? Session, int Rows);
