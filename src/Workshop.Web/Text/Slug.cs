using System.Globalization;
using System.Text;
using Workshop.Data.Programme;

namespace Workshop.Web.Text;

/// <summary>Lower case Latin letters, digits and single hyphens.</summary>
internal static class Slug
{
    /// <returns>Empty where the text has no Latin letter and no digit.</returns>
    public static string Of(string text, int maxLength)
    {
        var slug = new StringBuilder();
        // What is not a character of XML does not belong into a text either, and Normalize throws at some of those.
        foreach (var c in ValidXml.Of(text).Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                && c is not ('\'' or '’')
                && slug.Length > 0
                && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString(0, Math.Min(slug.Length, maxLength)).Trim('-');
    }

    /// <summary>For an item of a programme: made of what it is called by.</summary>
    /// <param name="fallback">A slug, for what is called by no Latin letter and no digit.</param>
    public static string Free(string label, string fallback, Func<string, bool> isTaken) =>
        Unique(Of(label, ProgrammeRules.SlugMaxLength) is { Length: > 0 } slug ? slug : fallback, ProgrammeRules.SlugMaxLength, isTaken);

    /// <summary>The slug itself, or with the first number behind it that makes it unique.</summary>
    public static string Unique(string slug, int maxLength, Func<string, bool> isTaken)
    {
        var candidate = slug;
        for (var number = 2; isTaken(candidate); number++)
        {
            candidate = Numbered(slug, number, maxLength);
        }

        return candidate;
    }

    /// <param name="number">1 is the slug itself.</param>
    public static string Numbered(string slug, int number, int maxLength)
    {
        var ending = number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{number}");
        return slug[..Math.Min(slug.Length, maxLength - ending.Length)].TrimEnd('-') + ending;
    }
}
