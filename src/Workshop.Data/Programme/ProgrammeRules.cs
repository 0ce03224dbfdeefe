using System.Text.RegularExpressions;
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

    /// <summary>The years that a session can begin in. Whoever types another has mistyped, and steps of a day stay within the calendar.</summary>
    public const int FirstYear = 1900;

    /// <inheritdoc cref="FirstYear"/>
    public const int LastYear = 2200;

    /// <summary>Of each list.</summary>
    public const int MaxItems = 5000;

    /// <summary>Of the people of a session, and of its links.</summary>
    public const int MaxOfSession = 100;

    public static bool IsSlug(string text) => text.Length is > 0 and <= SlugMaxLength && SlugPattern().IsMatch(text);

    /// <summary>An http or https address, or a path of this site.</summary>
    public static bool IsUrl(string text) =>
        text.Length <= UrlMaxLength
        && EditionRules.IsLine(text)
        && (text is ['/', not '/' and not '\\', ..] || (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"));

    /// <returns>What is wrong, each with the item it is wrong with; empty for a document that can be kept.</returns>
    public static IReadOnlyList<string> Objections(ProgrammeDocument document)
    {
        var wrong = new List<string>();
        Slugs(document.Rooms, "room", wrong);
        Slugs(document.Topics, "topic", wrong);
        Slugs(document.People, "person", wrong);
        Slugs(document.Sessions, "session", wrong);
        Slugs(document.Papers, "paper", wrong);
        var (rooms, topics, people, sessions) = (SlugsOf(document.Rooms), SlugsOf(document.Topics), SlugsOf(document.People), SlugsOf(document.Sessions));
        foreach (var session in document.Sessions)
        {
            Object(session.DurationMinutes is < 1 or > MaxMinutes, $"session '{session.Slug}': lasts from 1 to {MaxMinutes} minutes");
            Object(session.StartsAt is { Year: < FirstYear or > LastYear }, $"session '{session.Slug}': begins in a year from {FirstYear} to {LastYear}");
            Object(session.People.Length > MaxOfSession, $"session '{session.Slug}': names {session.People.Length} people; {MaxOfSession} can be kept");
            Object(session.Links.Length > MaxOfSession, $"session '{session.Slug}': has {session.Links.Length} links; {MaxOfSession} can be kept");
            Object(session.Room is { } room && !rooms.Contains(room), $"session '{session.Slug}': there is no room '{session.Room}'");
            Object(session.Topic is { } topic && !topics.Contains(topic), $"session '{session.Slug}': there is no topic '{session.Topic}'");
            Object(session.Abstract?.Length > TextMaxLength, $"session '{session.Slug}': the abstract is longer than {TextMaxLength} characters");
            foreach (var participant in session.People)
            {
                Object((participant.Person is null) == (participant.Name is null), $"session '{session.Slug}': a participant is a person or a name");
                Object(participant.Person is { } person && !people.Contains(person), $"session '{session.Slug}': there is no person '{participant.Person}'");
                Object(participant.Name is { } name && !IsName(name, NameMaxLength), $"session '{session.Slug}': a name is one line of up to {NameMaxLength} characters");
            }

            Links($"session '{session.Slug}'", session.Links.Select(link => link.Url).Append(session.SlidesUrl).Append(session.RecordingUrl));
        }

        foreach (var uid in document.Sessions.GroupBy(session => session.Uid).Where(group => group.Count() > 1))
        {
            wrong.Add($"session '{uid.Last().Slug}': its identifier is another session's too");
        }

        foreach (var person in document.People)
        {
            Object(person.Bio?.Length > TextMaxLength, $"person '{person.Slug}': the text is longer than {TextMaxLength} characters");
            Links($"person '{person.Slug}'", person.Links.Select(link => link.Url).Append(person.PhotoUrl));
        }

        foreach (var paper in document.Papers)
        {
            Object(paper.Session is { } session && !sessions.Contains(session), $"paper '{paper.Slug}': there is no session '{paper.Session}'");
            Object(paper.Abstract?.Length > TextMaxLength, $"paper '{paper.Slug}': the abstract is longer than {TextMaxLength} characters");
            Links($"paper '{paper.Slug}'", paper.Links.Select(link => link.Url));
        }

        return wrong;

        void Object(bool isWrong, string what)
        {
            if (isWrong)
            {
                wrong.Add(what);
            }
        }

        void Links(string of, IEnumerable<string?> urls) => wrong.AddRange(urls.Where(url => url is not null && !IsUrl(url)).Select(url => $"{of}: '{url}' is no address that can be linked to"));
    }

    /// <inheritdoc cref="Objections(ProgrammeDocument)"/>
    public static IReadOnlyList<string> Objections(NoticesDocument document)
    {
        var wrong = new List<string>();
        Slugs(document.Deadlines, "deadline", wrong);
        Slugs(document.Sponsors, "sponsor", wrong);
        Slugs(document.News, "news", wrong);
        wrong.AddRange(document.Deadlines.Where(deadline => Deadline.ZoneOf(deadline.Zone) is null).Select(deadline => $"deadline '{deadline.Slug}': there is no time zone '{deadline.Zone}'"));
        wrong.AddRange(document.Sponsors.Where(sponsor => (sponsor.Url is { } url && !IsUrl(url)) || (sponsor.LogoUrl is { } logo && !IsUrl(logo))).Select(sponsor => $"sponsor '{sponsor.Slug}': an address is none that can be linked to"));
        wrong.AddRange(document.News.Where(news => news.Text.Length > TextMaxLength).Select(news => $"news '{news.Slug}': the text is longer than {TextMaxLength} characters"));
        return wrong;
    }

    private static void Slugs(IReadOnlyCollection<IProgrammeItem> items, string kind, List<string> wrong)
    {
        if (items.Count > MaxItems)
        {
            wrong.Add($"{kind}: there are {items.Count}; {MaxItems} can be kept");
        }

        wrong.AddRange(items.Where(item => !IsSlug(item.Slug)).Select(item => $"{kind} '{item.Slug}': is no slug: lower case letters, digits and single hyphens"));
        wrong.AddRange(items.Where(item => !IsName(item.Label, TitleMaxLength)).Select(item => $"{kind} '{item.Slug}': needs a name, in one line of up to {TitleMaxLength} characters"));
        wrong.AddRange(items.GroupBy(item => item.Slug).Where(group => group.Count() > 1).Select(group => $"{kind} '{group.Key}': is there twice"));
    }

    private static bool IsName(string text, int maxLength) => text.Length <= maxLength && !string.IsNullOrWhiteSpace(text) && EditionRules.IsLine(text);

    private static HashSet<string> SlugsOf(IEnumerable<IProgrammeItem> items) => [.. items.Select(item => item.Slug)];

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z", RegexOptions.NonBacktracking)]
    private static partial Regex SlugPattern();
}
