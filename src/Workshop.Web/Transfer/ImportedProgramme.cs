using System.Collections.Immutable;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer;

/// <summary>
/// Rooms and sessions, which become the programme's: what is not among them goes. Topics and people that come with them are added,
/// and of those that are there none goes.
/// </summary>
public sealed record ImportedProgramme(ImmutableArray<ImportedRoom> Rooms, ImmutableArray<ImportedSession> Sessions)
{
    /// <summary>Names, in their order.</summary>
    public ImmutableArray<string> Topics { get; init; } = [];

    /// <summary>Those who are to have a page of their own.</summary>
    public ImmutableArray<ImportedParticipant> People { get; init; } = [];

    /// <summary>
    /// IANA, of its local times; what a new edition takes that has no other. Null where the source says nothing, and then they are
    /// in the edition's.
    /// </summary>
    public string? TimeZone { get; init; }

    /// <summary>
    /// Whether a <c>schedule.xml</c> says it, which cannot say all: the order of lists, where rooms are, what has no time or is
    /// cancelled.
    /// </summary>
    public bool IsExchanged { get; init; }

    /// <summary>What paths of the site are written behind in a <c>schedule.xml</c>.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Of the conference; what a new edition is called that has no other name.</summary>
    public string? Title { get; init; }

    /// <summary>Which file it is from.</summary>
    public string File { get; init; } = KnownFiles.ScheduleYaml;
}
