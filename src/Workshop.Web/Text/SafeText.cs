using System.Globalization;
using System.Text;
using Workshop.Data;

namespace Workshop.Web.Text;

/// <summary>Text that somebody outside has chosen, made fit for a column of the database or a line of the log.</summary>
internal static class SafeText
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// One line, clipped as <see cref="ClippedText"/> does. Control characters and halves of characters of two units, which
    /// PostgreSQL takes for no text, are replaced.
    /// </summary>
    public static string Clip(string text, int maxLength) => ClippedText.Of(Line(text), maxLength);

    /// <summary>
    /// Ends the line, prints nothing, or turns the direction of what follows so that it reads as something else (Unicode, UAX #9,
    /// section 2).
    /// </summary>
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
