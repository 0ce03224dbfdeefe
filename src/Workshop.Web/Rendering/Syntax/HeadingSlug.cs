using System.Globalization;
using System.Text;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Workshop.Web.Rendering.Syntax;

/// <summary>
/// The id of a heading. GitHub and kramdown (with the GFM input that Jekyll switches on) share one rule: lower case,
/// keep letters, marks, decimal digits, connectors (<c>_</c>) and hyphens, turn each space into a hyphen; a repeated
/// id gets -1, -2. They differ in what they feed it: kramdown takes the heading's source, so a link's address lands
/// in the id; GitHub takes the text a reader sees. We follow GitHub, whose ids are the ones people copy; on plain
/// headings, which is nearly all of them, both agree, so links written for Jekyll still work. Where the text comes
/// out empty kramdown says "section", and so do we. Dashes are those typed: <c>A -- B</c> is <c>a----b</c> on both.
/// </summary>
internal static class HeadingSlug
{
    public static string Of(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var rune in text.Trim().EnumerateRunes())
        {
            if (rune.Value is ' ' or '\t' or '\n' or '-')
            {
                slug.Append('-');
            }
            else if (IsWord(rune))
            {
                slug.Append(Rune.ToLowerInvariant(rune));
            }
        }

        return slug.Length == 0 ? "section" : slug.ToString();
    }

    /// <summary>The text of a heading as the id sees it: dashes as typed, no footnote marks, no tags.</summary>
    public static string TextOf(HeadingBlock heading)
    {
        var text = new StringBuilder();
        foreach (var inline in heading.Inline?.Descendants() ?? [])
        {
            switch (inline)
            {
                case LiteralInline literal: text.Append(literal.Content.AsSpan()); break;
                case SmartDash dash: text.Append(dash.Source); break;
                case CodeInline code: text.Append(code.Content); break;
                case MathInline math: text.Append(math.Content.AsSpan()); break;
                case HtmlEntityInline entity: text.Append(entity.Transcoded.AsSpan()); break;
                case LineBreakInline: text.Append(' '); break;
                case AutolinkInline link: text.Append(link.Url); break;
                case FootnoteLink: break;
            }
        }

        return text.ToString();
    }

    private static bool IsWord(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark or
        UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.DecimalDigitNumber or
        UnicodeCategory.ConnectorPunctuation;
}
