using System.Collections.Immutable;
using NodaTime;

namespace Workshop.Web.Programme;

public sealed record ProgrammeDay(LocalDate Date, ImmutableArray<PublishedSession> Sessions)
{
    /// <param name="sessions">In time order.</param>
    public static ImmutableArray<ProgrammeDay> Of(IEnumerable<PublishedSession> sessions) =>
        [.. sessions.GroupBy(session => session.Start.Date).Select(day => new ProgrammeDay(day.Key, [.. day]))];

    public ZonedDateTime Start => Sessions[0].Start;

    public ZonedDateTime End => Sessions.MaxBy(session => session.End.ToInstant())!.End;
}
