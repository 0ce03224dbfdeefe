using System.Collections.Immutable;
using NodaTime;

namespace Workshop.Web.Programme;

/// <summary>What is on at a moment, and what begins next; what is cancelled is neither.</summary>
/// <param name="Now">In time order.</param>
/// <param name="Next">All that begin at that same time.</param>
/// <param name="Until">When it will be different; null once everything is over.</param>
public sealed record NowAndNext(ImmutableArray<PublishedSession> Now, ImmutableArray<PublishedSession> Next, Instant? Until)
{
    /// <param name="sessions">Those that have a place, in time order.</param>
    public static NowAndNext At(Instant now, IEnumerable<PublishedSession> sessions)
    {
        var ahead = sessions.Where(session => !session.IsCancelled && session.End.ToInstant() > now).ToList();
        ImmutableArray<PublishedSession> on = [.. ahead.Where(session => session.Start.ToInstant() <= now)];
        var start = ahead.Find(session => session.Start.ToInstant() > now)?.Start.ToInstant();
        var times = on.Select(session => session.End.ToInstant()).Concat(start is { } begins ? [begins] : []).ToList();
        return new NowAndNext(on, [.. ahead.Where(session => session.Start.ToInstant() == start)], times.Count == 0 ? null : times.Min());
    }

    /// <summary>"Now", "Next", or null.</summary>
    public string? WordFor(PublishedSession session) => Now.Contains(session) ? "Now" : Next.Contains(session) ? "Next" : null;
}
