using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;

namespace Workshop.Data.Editions;

/// <summary>What a text must be like to become a setting, for the form and for <c>edition.yml</c> alike.</summary>
public static partial class EditionRules
{
    /// <param name="text">ISO 8601: <c>2024-12-14</c>.</param>
    /// <returns>Null where it is none, or none that a workshop has: PostgreSQL's calendar and people's begin with year 1.</returns>
    public static LocalDate? Date(string? text) =>
        text is not null && LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: > 0 and < 9999 } date } ? date : null;

    /// <summary>
    /// Whether it is a name of the IANA database. NodaTime also takes an offset such as <c>UTC+05:30</c>, which browsers and
    /// calendars know by no such name.
    /// </summary>
    public static bool IsTimeZone(string text) => DateTimeZoneProviders.Tzdb.Ids.Contains(text);

    /// <summary>Whether it is <c>#rrggbb</c>.</summary>
    public static bool IsColour(string text) => Colour().IsMatch(text);

    /// <summary>Whether mail can be addressed to it; that somebody reads it is not for us to know.</summary>
    public static bool IsEmail(string text) => Email().IsMatch(text);

    /// <returns>Scheme, host and port of an http or https address without a path; null for anything else.</returns>
    public static string? SiteOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.PathAndQuery == "/" && url.Fragment.Length == 0
            ? url.GetLeftPart(UriPartial.Authority)
            : null;

    /// <summary>Whether it is one line without control characters.</summary>
    public static bool IsLine(string text) => !text.Any(char.IsControl);

    /// <summary>Whether it has no control characters but line feeds and tabs.</summary>
    public static bool IsText(string text) => !text.Any(c => char.IsControl(c) && c is not ('\n' or '\t'));

    [GeneratedRegex("^#[0-9a-fA-F]{6}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Colour();

    [GeneratedRegex("^[^@\\s<>\"(),:;\\\\\\[\\]]+@[^@\\s<>\"(),:;\\\\\\[\\]]+\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Email();
}
