using System.Collections.Immutable;
using NodaTime;

namespace Workshop.Web.Programme;

/// <summary>Pairs of sessions that stand in each other's way: so many that they can be read, and how many others there are.</summary>
/// <param name="First">In each pair the earlier one first.</param>
internal sealed record SessionPairs(ImmutableArray<(PublishedSession One, PublishedSession Other)> First, int Others)
{
    public const int MaxNamed = 20;

    /// <summary>Every two of which one begins while the other lasts.</summary>
    /// <param name="sessions">In time order.</param>
    public static SessionPairs Overlapping(IEnumerable<PublishedSession> sessions)
    {
        var (first, count) = (ImmutableArray.CreateBuilder<(PublishedSession, PublishedSession)>(), 0);
        var open = new PriorityQueue<PublishedSession, Instant>();
        foreach (var session in sessions)
        {
            while (open.TryPeek(out _, out var end) && end <= session.Start.ToInstant())
            {
                open.Dequeue();
            }

            count += open.Count;
            first.AddRange(open.UnorderedItems.Take(MaxNamed - first.Count).Select(earlier => (earlier.Element, session)));
            open.Enqueue(session, session.End.ToInstant());
        }

        return new SessionPairs(first.ToImmutable(), count - first.Count);
    }

    /// <summary>Every two in different rooms of which one begins less than <paramref name="walk"/> after the other has ended.</summary>
    /// <param name="sessions">In time order.</param>
    public static SessionPairs InTwoRooms(IEnumerable<PublishedSession> sessions, Duration walk)
    {
        var (first, count) = (ImmutableArray.CreateBuilder<(PublishedSession, PublishedSession)>(), 0);
        var open = new PriorityQueue<PublishedSession, Instant>();
        // Those that have just ended, in the order in which they did.
        var (ended, inRoom) = (new Queue<PublishedSession>(), new Dictionary<string, int>());
        foreach (var session in sessions.Where(session => session.Room is not null))
        {
            var begins = session.Start.ToInstant();
            while (open.TryPeek(out _, out var end) && end <= begins)
            {
                var earlier = open.Dequeue();
                ended.Enqueue(earlier);
                inRoom[earlier.Room!.Slug] = inRoom.GetValueOrDefault(earlier.Room.Slug) + 1;
            }

            while (ended.TryPeek(out var earlier) && earlier.End.ToInstant() + walk <= begins)
            {
                inRoom[ended.Dequeue().Room!.Slug]--;
            }

            var elsewhere = ended.Count - inRoom.GetValueOrDefault(session.Room!.Slug);
            count += elsewhere;
            if (elsewhere > 0)
            {
                first.AddRange(ended
                    .Where(earlier => earlier.Room!.Slug != session.Room.Slug)
                    .Take(MaxNamed - first.Count)
                    .Select(earlier => (earlier, session)));
            }

            open.Enqueue(session, session.End.ToInstant());
        }

        return new SessionPairs(first.ToImmutable(), count - first.Count);
    }
}
