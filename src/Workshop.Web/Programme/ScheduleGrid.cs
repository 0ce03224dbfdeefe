using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.Web.Programme;

/// <summary>A day as a table: a row for each time at which something starts, a column for each room in which something is.</summary>
/// <param name="Rooms">In the programme's order; null, at the end, for what has no room and does not have its time to itself.</param>
public sealed record ScheduleGrid(ImmutableArray<Room?> Rooms, ImmutableArray<GridRow> Rows)
{
    /// <summary>Up to so many stand side by side on a desk; more have to be scrolled through.</summary>
    public const int FewRooms = 5;

    /// <returns>Null for a day on which nothing runs beside anything else in another room: a list says it better.</returns>
    public static ScheduleGrid? Of(ProgrammeDay day, IReadOnlyList<Room> order)
    {
        if (!HasParallels(day.Sessions))
        {
            return null;
        }

        ImmutableArray<Room?> rooms = [.. order.Where(room => day.Sessions.Any(session => session.Room?.Slug == room.Slug))];
        if (day.Sessions.Any(session => session.Room is null))
        {
            rooms = rooms.Add(null);
        }

        ImmutableArray<ZonedDateTime> times = [.. day.Sessions.Select(session => session.Start).DistinctBy(start => start.ToInstant())];
        var rowOf = times.Select((time, row) => (At: time.ToInstant(), row)).ToDictionary(time => time.At, time => time.row);
        var cells = new GridCell?[times.Length, rooms.Length];
        for (var column = 0; column < rooms.Length; column++)
        {
            foreach (var cluster in Clusters(day.Sessions.Where(session => session.Room?.Slug == rooms[column]?.Slug)))
            {
                var (first, end) = (rowOf[cluster[0].Start.ToInstant()], cluster.Max(session => session.End.ToInstant()));
                var span = times.Skip(first).TakeWhile(time => time.ToInstant() < end).Count();
                cells[first, column] = new GridCell(cluster, span);
                for (var row = first + 1; row < first + span; row++)
                {
                    cells[row, column] = GridCell.Covered;
                }
            }
        }

        ImmutableArray<GridRow> rows = [.. times.Select(
            (time, row) => new GridRow(time, [.. Enumerable.Range(0, rooms.Length).Select(column => cells[row, column])]))];
        return rooms[^1] is null && rows.All(row => row.Cells[^1] is null || row.IsForAll)
            ? new ScheduleGrid(rooms[..^1], [.. rows.Select(row => row with { Cells = row.IsForAll ? [row.Cells[^1]] : row.Cells[..^1] })])
            : new ScheduleGrid(rooms, rows);
    }

    private static bool HasParallels(ImmutableArray<PublishedSession> sessions)
    {
        var end = Instant.MinValue;
        string? room = null;
        foreach (var session in sessions)
        {
            if (session.Start.ToInstant() < end && session.Room?.Slug != room)
            {
                return true;
            }

            (end, room) = session.End.ToInstant() > end ? (session.End.ToInstant(), session.Room?.Slug) : (end, room);
        }

        return false;
    }

    // What overlaps within one room shares a cell.
    private static IEnumerable<ImmutableArray<PublishedSession>> Clusters(IEnumerable<PublishedSession> sessions)
    {
        var cluster = ImmutableArray<PublishedSession>.Empty;
        foreach (var session in sessions)
        {
            if (!cluster.IsEmpty && session.Start.ToInstant() >= cluster.Max(other => other.End.ToInstant()))
            {
                yield return cluster;
                cluster = [];
            }

            cluster = cluster.Add(session);
        }

        if (!cluster.IsEmpty)
        {
            yield return cluster;
        }
    }
}

/// <param name="Cells">One for each room, null where nothing is; or a single one for all, such as a lunch.</param>
public sealed record GridRow(ZonedDateTime Time, ImmutableArray<GridCell?> Cells)
{
    internal bool IsForAll => Cells[^1] is { Rows: 1 } && Cells[..^1].All(cell => cell is null);
}

/// <param name="Sessions">In time order.</param>
/// <param name="Rows">How many it takes up.</param>
public sealed record GridCell(ImmutableArray<PublishedSession> Sessions, int Rows)
{
    /// <summary>Taken up by a cell further up.</summary>
    public static readonly GridCell Covered = new([], 0);
}
