using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Content;
using Workshop.Data.Programme;
using Workshop.Web.Transfer.Items;

namespace Workshop.Web.Transfer;

/// <summary>What a source says, before any database has been asked.</summary>
public sealed record ImportedSite
{
    /// <summary>In the order in which the source shows them.</summary>
    public required ImmutableArray<ImportedPage> Pages { get; init; }

    /// <summary>From <c>_config.yml</c>; fills an edition that is new.</summary>
    public required SiteDefaults Defaults { get; init; }

    /// <summary>From <c>edition.yml</c>; null where there is none.</summary>
    public ImportedEdition? Edition { get; init; }

    /// <summary>From <c>schedule.yml</c> or <c>schedule.xml</c>; null where there is neither, and then the programme is left alone.</summary>
    public ImportedProgramme? Programme { get; init; }

    /// <summary>From <c>people.yml</c>, <c>papers.csv</c> and their like.</summary>
    public ImmutableArray<ImportedItems> Items { get; init; } = [];

    /// <summary>Files that pages show or link to, and that lists and sessions name, by path: what there is to be taken into the media library.</summary>
    public required ImmutableDictionary<string, SourceFile> Media { get; init; }

    /// <summary>Files that are no pages, and that nothing refers to. They stay where they are.</summary>
    public required ImmutableArray<ImportedAsset> Assets { get; init; }

    public required ImmutableArray<ImportFinding> Findings { get; init; }
}

/// <param name="InNavigation">Null where the source says nothing about navigation.</param>
/// <param name="IsPlaced">Whether the source states the page's place among the others.</param>
/// <param name="IsDraft">Not to be published, whatever the import is asked to do.</param>
public sealed record ImportedPage(
    string File,
    Permalink Permalink,
    PageContent Content,
    bool? InNavigation,
    bool IsPlaced,
    bool IsDraft,
    ImmutableArray<ImportedRedirect> Redirects)
{
    /// <summary>In the order of the text.</summary>
    public ImmutableArray<MediaReference> Media { get; init; } = [];

    /// <summary>Whether a new page joins the navigation where the source says nothing: pages at the top do.</summary>
    public bool IsTopLevel => Permalink.Key.Length > 0 && Permalink.Key.LastIndexOf('/') == 0;
}

/// <summary>An address in a page's Markdown that leads to a file of the source.</summary>
/// <param name="Start">In the Markdown as it was read.</param>
/// <param name="File">Its path.</param>
/// <param name="Line">Of the page's file.</param>
public sealed record MediaReference(int Start, int Length, string File, int Line);

/// <param name="Line">0 where the address follows from the file's name.</param>
public sealed record ImportedRedirect(Permalink From, int Line);

/// <param name="Size">In bytes.</param>
public sealed record ImportedAsset(string Path, long Size);

public sealed record SiteDefaults(string? Title, string? Description, string? TimeZone);

/// <summary>Keys that <c>edition.yml</c> holds, with their values checked. A key may be there and empty.</summary>
public sealed record ImportedEdition(ImmutableDictionary<string, string?> Values)
{
    public string? this[string key] => Values.GetValueOrDefault(key);
}

/// <summary>Rooms and sessions, which become the programme's: what is not among them goes. Topics and people that come with them are added, and of those that are there none goes.</summary>
public sealed record ImportedProgramme(ImmutableArray<ImportedRoom> Rooms, ImmutableArray<ImportedSession> Sessions)
{
    /// <summary>Names, in their order.</summary>
    public ImmutableArray<string> Topics { get; init; } = [];

    /// <summary>Those who are to have a page of their own.</summary>
    public ImmutableArray<ImportedParticipant> People { get; init; } = [];

    /// <summary>IANA, of its local times; what a new edition takes that has no other. Null where the source says nothing, and then they are in the edition's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether a <c>schedule.xml</c> says it, which cannot say all: the order of lists, where rooms are, what has no time or is cancelled.</summary>
    public bool IsExchanged { get; init; }

    /// <summary>What paths of the site are written behind in a <c>schedule.xml</c>.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Of the conference; what a new edition is called that has no other name.</summary>
    public string? Title { get; init; }

    /// <summary>Which file it is from.</summary>
    public string File { get; init; } = ScheduleFile.FileName;
}

/// <param name="Location">Null says nothing: what is there stays.</param>
/// <param name="Capacity">Null says nothing.</param>
public sealed record ImportedRoom(string Name, string? Location, int? Capacity = null);

/// <param name="EndsAt">Local, as written; null where a duration was given.</param>
/// <param name="DurationMinutes">Elapsed; null where an end was given, or neither.</param>
/// <param name="Kind">Null says nothing.</param>
/// <param name="Room">Null for none.</param>
/// <param name="People">Null says nothing.</param>
/// <param name="Line">Of the session in its file.</param>
public sealed record ImportedSession(
    string Slug,
    string Title,
    SessionKind? Kind,
    LocalDateTime StartsAt,
    LocalDateTime? EndsAt,
    int? DurationMinutes,
    string? Room,
    ImmutableArray<ImportedParticipant>? People,
    int Line)
{
    /// <summary>When it begins, in the place of <see cref="StartsAt"/>, where the source knows it by its offset.</summary>
    public Instant? At { get; init; }

    /// <summary>Null where the source has none; then the slug tells the session.</summary>
    public Guid? Uid { get; init; }

    // Of these null says nothing, so that what is there stays, and an empty text leaves nothing there.
    public string? Subtitle { get; init; }

    public string? Abstract { get; init; }

    /// <summary>By name.</summary>
    public string? Topic { get; init; }

    public ImmutableArray<Link>? Links { get; init; }

    public string? SlidesUrl { get; init; }

    /// <summary>Path of the file of the source that they are, in the place of <see cref="SlidesUrl"/>.</summary>
    public string? SlidesFile { get; init; }

    public string? RecordingUrl { get; init; }

    public string? Language { get; init; }

    public SessionStatus? Status { get; init; }
}

/// <param name="Name">Of one of the people, or words such as "The organizers".</param>
/// <param name="Role">Null where the source knows of none.</param>
public sealed record ImportedParticipant(string Name, ParticipantRole? Role = null)
{
    /// <summary>As our own <c>schedule.xml</c> has it (<see cref="ScheduleConventions"/>), which tells people of one name apart.</summary>
    public Guid? Uid { get; init; }
}
