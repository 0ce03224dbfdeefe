using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.Web.Programme;

/// <summary>One thing that differs between two programmes, in a sentence.</summary>
/// <param name="Session">Slug; null where it is about the programme as a whole.</param>
public sealed record ProgrammeDifference(DifferenceKind Kind, string? Session, string Text)
{
    // A change of these has a name of its own, as moving and cancelling have.
    private static readonly Field<Session>[] Told =
    [
        SessionFields.Title, SessionFields.StartsAt, SessionFields.IsLater, SessionFields.DurationMinutes, SessionFields.Room,
        SessionFields.Status,
    ];

    /// <summary>Its kind, for people.</summary>
    public string Word => Kind switch
    {
        DifferenceKind.BroughtBack => "Brought back",
        DifferenceKind.Retimed => "Another time",
        DifferenceKind.Moved => "Another room",
        DifferenceKind.Other => "Besides",
        _ => Kind.ToString(),
    };

    /// <summary>What releasing a draft would change for readers.</summary>
    /// <param name="former">The latest release; null before the first.</param>
    /// <param name="zone">The edition's, in which the draft's times are told.</param>
    /// <returns>Empty where readers would see no difference.</returns>
    public static IReadOnlyList<ProgrammeDifference> Of(ReleaseDocument? former, ProgrammeDocument draft, DateTimeZone zone)
    {
        var before = former?.Programme ?? ProgrammeDocument.Empty;
        var lines = Of(new PublishedProgramme(before, zone), new PublishedProgramme(draft, zone)).ToList();
        if (former is not null && former.TimeZone != zone.Id)
        {
            lines.Insert(
                0, new ProgrammeDifference(DifferenceKind.Other, null, $"All times are in {zone.Id} now, and were in {former.TimeZone}."));
        }

        return lines;
    }

    public static IEnumerable<ProgrammeDifference> Of(PublishedProgramme before, PublishedProgramme after)
    {
        // By identifier, as calendars tell them: another session may have the slug of one that is gone.
        var (was, its) = (
            before.Sessions.Concat(before.Unplaced).ToDictionary(session => session.Source.Uid),
            after.Sessions.Concat(after.Unplaced).ToDictionary(session => session.Source.Uid));
        var sessions = its.Values
            .SelectMany(session => was.TryGetValue(session.Source.Uid, out var former) ? OfSession(former, session) : [New(session)])
            .Concat(was.Values.Where(session => !its.ContainsKey(session.Source.Uid))
                .Select(session => new ProgrammeDifference(
                    DifferenceKind.Removed, session.Slug, $"“{session.Title}” is gone ({Place(session)}).")));
        string?[] lists =
        [
            OfList("session", before.Document.Sessions, after.Document.Sessions, onlyOrder: true),
            OfList("room", before.Document.Rooms, after.Document.Rooms),
            OfList("topic", before.Document.Topics, after.Document.Topics),
            OfList("person", before.Document.People, after.Document.People),
            OfList("paper", before.Document.Papers, after.Document.Papers),
        ];
        return sessions
            .OrderBy(line => line.Kind)
            .Concat(lists.OfType<string>().Select(text => new ProgrammeDifference(DifferenceKind.Other, null, text)));
    }

    /// <summary>What has become of one session, a sentence for each kind of change.</summary>
    public static IEnumerable<ProgrammeDifference> OfSession(PublishedSession before, PublishedSession after)
    {
        var (was, its) = (before.Source, after.Source);
        if (was.Title != its.Title)
        {
            yield return Line(DifferenceKind.Renamed, $"“{before.Title}” is called “{after.Title}” now.");
        }

        if (was.Status != its.Status)
        {
            yield return after.IsCancelled
                ? Line(DifferenceKind.Cancelled, $"“{after.Title}” is cancelled ({Place(after)}).")
                : Line(DifferenceKind.BroughtBack, $"“{after.Title}” takes place after all ({Place(after)}).");
        }

        if (was.Room != its.Room)
        {
            yield return Line(
                DifferenceKind.Moved, $"“{after.Title}” is in {SessionTimeText.Where(after)}, and was in {SessionTimeText.Where(before)}.");
        }

        if ((was.StartsAt, was.IsLater, was.DurationMinutes) != (its.StartsAt, its.IsLater, its.DurationMinutes))
        {
            yield return Line(DifferenceKind.Retimed, $"“{after.Title}” is at {Time(after)}, and was at {Time(before)}.");
        }

        var differing = FieldMerge.Differences(was, its);
        var fields = SessionFields.All.Where(field => differing.Contains(field.Name) && !Told.Contains(field)).ToList();
        foreach (var change in fields.Select(field => field.Change).OfType<Func<Session, string>>())
        {
            yield return Line(DifferenceKind.Changed, $"“{after.Title}” {change(its)}.");
        }

        var named = fields.Where(field => field.Change is null).Select(field => field.Label.ToLowerInvariant()).ToList();
        if (named.Count > 0)
        {
            yield return Line(DifferenceKind.Changed, $"“{after.Title}” has changed: {string.Join(", ", named)}.");
        }

        ProgrammeDifference Line(DifferenceKind kind, string text) => new(kind, after.Slug, text);
    }

    private static ProgrammeDifference New(PublishedSession session) =>
        new(DifferenceKind.New, session.Slug, $"“{session.Title}” is new ({Place(session)}{(session.IsCancelled ? ", cancelled" : "")}).");

    private static string Place(PublishedSession session) =>
        session.Room is { } room ? $"{SessionTimeText.When(session)}, {room.Name}" : SessionTimeText.When(session);

    // A length without a time is all there is to tell of a session that has no place.
    private static string Time(PublishedSession session) =>
        session.IsPlaced ? SessionTimeText.When(session) : $"no time ({TimeText.Length(session.Length)})";

    private static string? OfList<T>(string noun, IReadOnlyCollection<T> before, IReadOnlyCollection<T> after, bool onlyOrder = false)
        where T : class, IProgrammeItem
    {
        var (was, its) = (before.ToDictionary(item => item.Slug), after.ToDictionary(item => item.Slug));
        List<string> parts = onlyOrder ? [] :
        [
            .. Part("new", after.Where(item => !was.ContainsKey(item.Slug))),
            .. Part("gone", before.Where(item => !its.ContainsKey(item.Slug))),
            .. Part("changed", after.Where(item => was.TryGetValue(item.Slug, out var former) && !ProgrammeJson.Same(former, item))),
        ];
        if (!was.Keys.Where(its.ContainsKey).SequenceEqual(its.Keys.Where(was.ContainsKey)))
        {
            parts.Add("in another order");
        }

        var plural = noun == "person" ? "People" : char.ToUpperInvariant(noun[0]) + noun[1..] + "s";
        return parts.Count == 0 ? null : $"{plural}: {string.Join("; ", parts)}.";
    }

    private static IEnumerable<string> Part(string word, IEnumerable<IProgrammeItem> items)
    {
        const int Named = 3;
        var names = items.Select(item => item.Label).ToList();
        if (names.Count > 0)
        {
            var more = names.Count > Named ? $" and {names.Count - Named} more" : "";
            yield return $"{names.Count} {word} ({string.Join(", ", names.Take(Named))}{more})";
        }
    }
}
