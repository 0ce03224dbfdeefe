using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Text;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Schedule;

/// <summary>
/// What our <c>schedule.xml</c> and <c>schedule.json</c> say that their schemas leave open. The export writes by it, and the import
/// tells by it what is of our own making, so that a programme comes back as it was.
/// </summary>
internal static class ScheduleConventions
{
    public const string Generator = "Workshop";

    /// <summary>Both formats ask every session for a room: the name of the one for those that have none.</summary>
    public const string WithoutRoom = "No room";

    /// <summary>Until then a session belongs to the day before.</summary>
    public static readonly LocalTime DayBegins = new(3, 0);

    /// <summary>Four or more lower case letters, digits and underscores, as both schemas want it.</summary>
    public static string AcronymOf(string edition) => edition.Replace('-', '_').PadRight(4, '_');

    /// <summary>A session's slug, unique among all conferences, hopefully.</summary>
    public static string SlugOf(string acronym, int number, string session) => $"{acronym}-{number}-{session}";

    /// <returns>The session's own slug; null where <see cref="SlugOf"/> has not made it.</returns>
    public static string? SessionOf(string slug, string acronym)
    {
        var rest = slug.StartsWith($"{acronym}-", StringComparison.Ordinal) ? slug[(acronym.Length + 1)..] : "";
        var number = rest.IndexOf('-', StringComparison.Ordinal);
        return number > 0 && rest[..number].All(char.IsAsciiDigit) ? rest[(number + 1)..] : null;
    }

    // Of the slug, so that these are the same in every release.
    public static Guid RoomGuid(string edition, string slug) => GuidOf($"{edition}/room/{slug}");

    public static Guid PersonGuid(string edition, string slug) => GuidOf($"{edition}/person/{slug}");

    /// <summary>Of words such as "The organizers", which are nobody with a page.</summary>
    public static Guid WordsGuid(string edition, string words) => GuidOf($"{edition}/name/{words}");

    /// <summary>What a reader of <c>schedule.xml</c> makes of a line such as a title: all words, white space folded.</summary>
    public static string Line(string text) =>
        string.Join(' ', new string([.. ValidXml.Of(text).Select(c => char.IsControl(c) ? ' ' : c)]).Split(
            default(char[]), StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The same of the name of a room, topic or person, which has its length.</summary>
    /// <returns>Null where there is none.</returns>
    public static string? Name(string? text) =>
        Line(text ?? "") is { Length: > 0 } name ? PlainText.Shorten(name, ProgrammeRules.NameMaxLength) : null;

    /// <summary>A Markdown text as it may be given to others: without comments, which hold what no reader was to get.</summary>
    public static string Markdown(string text) => Markdown(text, "", 0, []);

    /// <inheritdoc cref="Markdown(string)"/>
    /// <param name="line">On which it begins in the file.</param>
    /// <param name="findings">Gets one for each comment.</param>
    public static string Markdown(string text, string file, int line, ICollection<ImportFinding> findings)
    {
        var plain = ValidXml.Of(text).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var bare = CommentRemoval.Apply(new MappedText(plain, line), file, isHtml: false, code: [], findings).Text;
        // Blank lines say nothing; what the first line is indented by may make it code.
        var start = bare.Length - bare.AsSpan().TrimStart().Length;
        start = bare.AsSpan(0, start).LastIndexOf('\n') + 1;
        var end = bare.AsSpan().TrimEnd().Length;
        return end == 0 ? "" : bare.IndexOf('\n', end) is var last and >= 0 ? bare[start..last] : bare[start..];
    }

    private static Guid GuidOf(string name) => new(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(..16));
}
