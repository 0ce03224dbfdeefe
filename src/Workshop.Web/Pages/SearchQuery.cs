using System.Text;
using System.Text.RegularExpressions;
using Workshop.Web.Rendering.Html;

namespace Workshop.Web.Pages;

/// <summary>What a reader typed, in a form that PostgreSQL can take.</summary>
public sealed partial record SearchQuery
{
    /// <summary>In UTF-16 characters.</summary>
    public const int MaxLength = 200;

    private SearchQuery(string text, bool isClipped)
    {
        (Text, IsClipped) = (text, isClipped);
        // Inside quotation marks a word is meant as it stands.
        if (text.Count('"') % 2 == 0 && LastWord().Match(text) is { Success: true } last)
        {
            BeforeBeginning = text[..last.Index].TrimEnd();
            Beginning = last.Value + ":*";
        }
    }

    public string Text { get; }

    public bool IsEmpty => Text.Length == 0;

    /// <summary>Whether more was typed than is looked for.</summary>
    public bool IsClipped { get; }

    /// <summary>The last word as a prefix, for <c>to_tsquery</c>; empty where that would not be a word or match too much.</summary>
    public string Beginning { get; } = "";

    public string BeforeBeginning { get; } = "";

    public static SearchQuery Of(string? typed)
    {
        var clean = new StringBuilder();
        foreach (var rune in (typed ?? "").EnumerateRunes())
        {
            clean.Append(IsText(rune) ? rune.ToString() : " ");
        }

        var text = ElementText.Fold(clean.ToString().Normalize(NormalizationForm.FormC)).Trim();
        return text.Length <= MaxLength ? new(text, isClipped: false) : new(ElementText.Cut(text, MaxLength).TrimEnd(), isClipped: true);
    }

    // A lone surrogate enumerates as U+FFFD. Controls include NUL, which PostgreSQL has no room for; noncharacters have no meaning.
    private static bool IsText(Rune rune) =>
        !Rune.IsControl(rune)
            && rune != Rune.ReplacementChar
            && (rune.Value & 0xFFFE) != 0xFFFE
            && rune.Value is not (>= 0xFDD0 and <= 0xFDEF);

    [GeneratedRegex(@"(?<!\S)\p{L}[\p{L}\p{M}\p{N}]{2,}$")]
    private static partial Regex LastWord();
}
