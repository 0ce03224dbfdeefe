using System.Globalization;
using System.Text;

namespace Workshop.Web.Hosting;

/// <summary>Text that somebody outside has chosen, made fit for a column of the database or a line of the log.</summary>
internal static class SafeText
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// One line of at most so many UTF-16 code units. What is too long ends in an ellipsis, before and not within a character
    /// of two units; control characters and halves of such characters, which PostgreSQL takes for no text, are replaced.
    /// </summary>
    public static string Clip(string text, int maxLength)
    {
        var line = Line(text);
        if (line.Length <= maxLength)
        {
            return line;
        }

        var end = maxLength - 1;
        return line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)] + "…";
    }

    /// <summary>Ends the line, prints nothing, or turns the direction of what follows so that it reads as something else (Unicode, UAX #9, section 2).</summary>
    public static bool IsDisguise(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    private static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings(" ").EnumerateRunes())
        {
            line.Append(Rune.IsControl(rune) ? Replacement : rune);
        }

        return line.ToString();
    }
}
