using System.Collections.Immutable;
using System.Text.RegularExpressions;
using NodaTime;
using Workshop.Data.Editions;

namespace Workshop.Data.Programme;

/// <summary>What a document must be like to be kept, for forms and imports alike.</summary>
public static partial class ProgrammeRules
{
    public const int SlugMaxLength = 100;
    public const int NameMaxLength = 200;
    public const int TitleMaxLength = 300;
    public const int LineMaxLength = 300;
    public const int UrlMaxLength = 1000;
    public const int TextMaxLength = 20_000;

    /// <summary>A session lasts a day at most.</summary>
    public const int MaxMinutes = 24 * 60;

    /// <summary>Of each list.</summary>
    public const int MaxItems = 5000;

    /// <summary>People of a session, and links of anything.</summary>
    public const int MaxEntries = 100;

    /// <summary>Of a paper.</summary>
    public const int MaxAuthors = 1000;

    /// <summary>Of a room.</summary>
    public const int MaxSeats = 100_000;

    public const int FirstYear = 1900;
    public const int LastYear = 2200;

    public static bool IsSlug(string text) => text.Length is > 0 and <= SlugMaxLength && SlugPattern().IsMatch(text);

    /// <summary>An http or https address, or a path of this site.</summary>
    public static bool IsUrl(string text) =>
        text.Length <= UrlMaxLength
        && EditionRules.IsLine(text)
        && (text is ['/', not '/' and not '\\', ..] || (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"));

    /// <summary>Whether the year is one in which a workshop may be held, far from the ends of the calendar, where a change of zone fails.</summary>
    public static bool IsTime(LocalDateTime time) => time.Year is >= FirstYear and <= LastYear;

    /// <summary>A language tag in outline (RFC 5646): subtags of up to eight letters or digits, the first of them letters.</summary>
    public static bool IsLanguage(string text) => LanguageTag().IsMatch(text);

    /// <returns>What is wrong, each with the item and the field it is wrong with; empty for a document that can be kept.</returns>
    public static IReadOnlyList<string> Objections(ProgrammeDocument document)
    {
        var wrong = new List<string>();
        var (rooms, topics, people, sessions) = (SlugsOf(document.Rooms), SlugsOf(document.Topics), SlugsOf(document.People), SlugsOf(document.Sessions));
        foreach (var (room, its) in Each(document.Rooms, "room", wrong))
        {
            its.Line("location", room.Location);
            its.Add(room.Capacity is < 1 or > MaxSeats, $"the number of seats is from 1 to {MaxSeats}");
        }

        // A topic has nothing but a name.
        Each(document.Topics, "topic", wrong);

        foreach (var (person, its) in Each(document.People, "person", wrong))
        {
            its.Line("affiliation", person.Affiliation);
            its.Text("text", person.Bio);
            its.Url("photo", person.PhotoUrl);
            its.Links(person.Links);
        }

        foreach (var (session, its) in Each(document.Sessions, "session", wrong))
        {
            its.Line("subtitle", session.Subtitle);
            its.Text("abstract", session.Abstract);
            its.Named("topic", session.Topic, topics);
            its.Time("start", session.StartsAt);
            its.Add(session.DurationMinutes is < 1 or > MaxMinutes, $"lasts from 1 to {MaxMinutes} minutes");
            its.Named("room", session.Room, rooms);
            its.Count("people", session.People.Length, MaxEntries);
            foreach (var participant in session.People)
            {
                its.Add((participant.Person is null) == (participant.Name is null), "a participant is a person or a name");
                its.Named("person", participant.Person, people);
                its.Line("name of a participant", participant.Name, NameMaxLength);
            }

            its.Links(session.Links);
            its.Url("slides", session.SlidesUrl);
            its.Url("recording", session.RecordingUrl);
            its.Add(session.Language is { } language && !IsLanguage(language), $"the language is no tag such as en or pt-BR: '{session.Language}'");
        }

        foreach (var uid in document.Sessions.GroupBy(session => session.Uid).Where(group => group.Count() > 1))
        {
            wrong.Add($"session '{uid.Last().Slug}': its identifier is another session's too");
        }

        foreach (var (paper, its) in Each(document.Papers, "paper", wrong))
        {
            its.Count("authors", paper.Authors.Length, MaxAuthors);
            foreach (var author in paper.Authors)
            {
                its.Line("name of an author", author, NameMaxLength);
            }

            its.Text("abstract", paper.Abstract);
            its.Line("decision", paper.Decision);
            its.Line("award", paper.Award);
            its.Line("poster number", paper.PosterNumber);
            its.Named("session", paper.Session, sessions);
            its.Links(paper.Links);
        }

        return wrong;
    }

    /// <inheritdoc cref="Objections(ProgrammeDocument)"/>
    public static IReadOnlyList<string> Objections(NoticesDocument document)
    {
        var wrong = new List<string>();
        foreach (var (deadline, its) in Each(document.Deadlines, "deadline", wrong))
        {
            its.Time("date", deadline.At);
            its.Time("date before it was extended", deadline.ExtendedFrom);
            its.Add(!Deadline.IsZone(deadline.Zone), $"there is no time zone '{deadline.Zone}'");
        }

        foreach (var (sponsor, its) in Each(document.Sponsors, "sponsor", wrong))
        {
            its.Line("level", sponsor.Level);
            its.Url("address", sponsor.Url);
            its.Url("logo", sponsor.LogoUrl);
        }

        foreach (var (news, its) in Each(document.News, "news", wrong))
        {
            its.Text("text", news.Text);
            its.Time("date", news.At.InUtc().LocalDateTime);
        }

        return wrong;
    }

    // Asks of the list and of each item what is asked of all; the rest is the caller's.
    private static List<(T Item, ItemObjections Its)> Each<T>(ImmutableArray<T> items, string kind, List<string> wrong)
        where T : IProgrammeItem
    {
        if (items.Length > MaxItems)
        {
            wrong.Add($"{kind}: there are {items.Length}; {MaxItems} can be kept");
        }

        var all = new List<(T, ItemObjections)>(items.Length);
        var slugs = new HashSet<string>();
        foreach (var item in items)
        {
            var its = new ItemObjections(kind, item.Slug, wrong);
            its.Add(!IsSlug(item.Slug), "is no slug: lower case letters, digits and single hyphens");
            its.Add(!slugs.Add(item.Slug), "is there twice");
            its.Add(!IsName(item.Label, TitleMaxLength), $"needs a name, in one line of up to {TitleMaxLength} characters");
            all.Add((item, its));
        }

        return all;
    }

    internal static bool IsName(string text, int maxLength) => text.Length <= maxLength && !string.IsNullOrWhiteSpace(text) && EditionRules.IsLine(text);

    private static HashSet<string> SlugsOf(IEnumerable<IProgrammeItem> items) => [.. items.Select(item => item.Slug)];

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z", RegexOptions.NonBacktracking)]
    private static partial Regex SlugPattern();

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex LanguageTag();
}
