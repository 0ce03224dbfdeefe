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

    /// <summary>What a text is not that cannot be a slug.</summary>
    public const string NotASlug = "is not a slug: lower case letters, digits and single hyphens";

    public static bool IsSlug(string text) => text.Length is > 0 and <= SlugMaxLength && SlugPattern().IsMatch(text);

    /// <summary>An http or https address, or a path of this site.</summary>
    public static bool IsUrl(string text) =>
        text.Length <= UrlMaxLength
        && EditionRules.IsLine(text)
        && (text is ['/', not '/' and not '\\', ..]
            || (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"));

    /// <summary>
    /// Whether the year is one in which a workshop may be held, far from the ends of the calendar, where a change of zone fails.
    /// </summary>
    public static bool IsTime(LocalDateTime time) => time.Year is >= FirstYear and <= LastYear;

    /// <summary>A language tag in outline (RFC 5646): subtags of up to eight letters or digits, the first of them letters.</summary>
    public static bool IsLanguage(string text) => LanguageTag().IsMatch(text);

    /// <returns>What is wrong, each with the item and the field it is wrong with; empty for a document that can be kept.</returns>
    public static IReadOnlyList<string> Objections(ProgrammeDocument document)
    {
        var context = FieldContext.Of(document, DateTimeZone.Utc);
        var wrong = new List<string>();
        Ask(document.Rooms, "room", RoomFields.All, context, wrong);
        Ask(document.Topics, "topic", TopicFields.All, context, wrong);
        Ask(document.People, "person", PersonFields.All, context, wrong);
        Ask(document.Sessions, "session", SessionFields.All, context, wrong);
        foreach (var uid in document.Sessions.GroupBy(session => session.Uid).Where(group => group.Count() > 1))
        {
            wrong.Add($"session '{uid.Last().Slug}': its identifier is another session's too");
        }

        Ask(document.Papers, "paper", PaperFields.All, context, wrong);
        return wrong;
    }

    /// <inheritdoc cref="Objections(ProgrammeDocument)"/>
    public static IReadOnlyList<string> Objections(NoticesDocument document)
    {
        var wrong = new List<string>();
        Ask(document.Deadlines, "deadline", DeadlineFields.All, FieldContext.None, wrong);
        Ask(document.Sponsors, "sponsor", SponsorFields.All, FieldContext.None, wrong);
        Ask(document.News, "news", NewsFields.All, FieldContext.None, wrong);
        return wrong;
    }

    // Asks of the list and of each item what is asked of all, and of its fields what they ask for.
    private static void Ask<T>(
        ImmutableArray<T> items, string kind, IReadOnlyList<Field<T>> fields, FieldContext context, List<string> wrong)
        where T : IProgrammeItem
    {
        if (items.Length > MaxItems)
        {
            wrong.Add($"{kind}: there are {items.Length}; {MaxItems} can be kept");
        }

        var slugs = new HashSet<string>();
        foreach (var item in items)
        {
            Add(!IsSlug(item.Slug), NotASlug);
            Add(!slugs.Add(item.Slug), "is there twice");
            Add(!IsName(item.Label, TitleMaxLength), $"needs a name, in one line of up to {TitleMaxLength} characters");
            foreach (var field in fields)
            {
                foreach (var objection in field.Objections(item, context))
                {
                    Add(true, objection.IsOfItem ? objection.InDocument : $"the {field.Noun} {objection.InDocument}");
                }
            }

            void Add(bool isWrong, string what)
            {
                if (isWrong)
                {
                    wrong.Add($"{kind} '{item.Slug}': {what}");
                }
            }
        }
    }

    internal static bool IsName(string text, int maxLength) =>
        text.Length <= maxLength && !string.IsNullOrWhiteSpace(text) && EditionRules.IsLine(text);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*\\z", RegexOptions.NonBacktracking)]
    private static partial Regex SlugPattern();

    [GeneratedRegex("^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex LanguageTag();
}
