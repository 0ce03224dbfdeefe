using Markdig;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Workshop.Web.Transfer.Pages;

internal enum MarkdownPartKind
{
    Code,
    Comment,
}

/// <param name="IsClosed">A comment that is not runs to the end of the text.</param>
internal readonly record struct MarkdownPart(MarkdownPartKind Kind, int Start, int End, bool IsClosed = true);

/// <summary>
/// Tells code from comments, HTML's and kramdown's: the parser says where code is, and what begins first holds the other.
/// A fence that is never closed is no code, so that it cannot keep a comment.
/// </summary>
internal static class MarkdownParts
{
    private const int MaxParses = 5;

    private static readonly MarkdownPipeline Pipeline = CreatePipeline();

    /// <param name="code">Known to be code, whatever stands in it. In ascending order.</param>
    public static List<MarkdownPart> Scan(string text, bool isHtml, IReadOnlyCollection<MarkdownPart> code)
    {
        var masked = Mask(text, code);
        for (var parses = 1; ; parses++)
        {
            var found = isHtml || parses > MaxParses ? code : [.. code, .. CodeIn(masked)];
            var parts = InOrder(text, [.. found.OrderBy(part => part.Start)], out var misread);
            if (misread is null)
            {
                return parts;
            }

            // What the parser took for code begins within a comment, so it misread what follows.
            masked = Mask(masked, parts.Where(part => part.Kind == MarkdownPartKind.Comment && part.Start <= misread));
        }
    }

    /// <summary>Code blocks and spans, in ascending order; none where the text is nested too deeply to be parsed.</summary>
    public static List<MarkdownPart> CodeIn(string text)
    {
        if (TryParse(text) is not { } document)
        {
            return [];
        }

        var blocks = document.Descendants<CodeBlock>().Where(block => block is not FencedCodeBlock { ClosingFencedCharCount: 0 }).Select(block => block.Span);

        // Cells of a table are no code together, and neither do tables have their own syntax here.
        var spans = document.Descendants<CodeInline>().Where(inline => !inline.Content.Contains('|', StringComparison.Ordinal)).Select(inline => inline.Span);
        return [.. blocks.Concat(spans).Select(span => new MarkdownPart(MarkdownPartKind.Code, span.Start, span.End + 1)).OrderBy(part => part.Start)];
    }

    public static MarkdownDocument? TryParse(string text)
    {
        try
        {
            return Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException failure) when (failure.Message.Contains("too deeply nested", StringComparison.Ordinal))
        {
            // Markdig throws nothing more precise.
            return null;
        }
    }

    private static MarkdownPipeline CreatePipeline()
    {
        // What is indented in a definition or a note is no code.
        var builder = new MarkdownPipelineBuilder { PreciseSourceLocation = true }.UseDefinitionLists().UseFootnotes();

        // They have no say in what is code, but take quadratic time over crafted texts.
        builder.InlineParsers.RemoveAll(parser => parser is LinkInlineParser or EmphasisInlineParser);
        return builder.Build();
    }

    private static List<MarkdownPart> InOrder(string text, List<MarkdownPart> code, out int? misread)
    {
        misread = null;
        var parts = new List<MarkdownPart>();
        var position = 0;
        var next = 0;
        while (true)
        {
            for (; next < code.Count && code[next].Start < position; next++)
            {
                if (code[next].End > position && parts[^1].Kind == MarkdownPartKind.Comment)
                {
                    misread = parts[^1].Start;
                    return parts;
                }
            }

            var end = next < code.Count ? code[next].Start : text.Length;
            if (CommentBetween(text, position, end) is { } comment)
            {
                parts.Add(comment);
                position = comment.End;
            }
            else if (next < code.Count)
            {
                parts.Add(code[next]);
                position = code[next].End;
            }
            else
            {
                return parts;
            }
        }
    }

    private static MarkdownPart? CommentBetween(string text, int from, int to)
    {
        var between = text.AsSpan(from, to - from);
        var (html, kramdown) = (between.IndexOf("<!--"), between.IndexOf("{::comment}"));
        if (html < 0 && kramdown < 0)
        {
            return null;
        }

        var start = from + (html < 0 || (kramdown >= 0 && kramdown < html) ? kramdown : html);
        var end = text[start] == '<' ? HtmlCommentEnd(text, start) : KramdownCommentEnd(text, start);
        return new MarkdownPart(MarkdownPartKind.Comment, start, end ?? text.Length, IsClosed: end is not null);
    }

    // HTML, section 13.2.5.43: "<!-->" and "<!--->" are whole comments.
    private static int? HtmlCommentEnd(string text, int start)
    {
        var rest = text.AsSpan(start + 4);
        if (rest.StartsWith(">") || rest.StartsWith("->"))
        {
            return start + 4 + (rest[0] == '>' ? 1 : 2);
        }

        var plain = rest.IndexOf("-->");
        var odd = (plain < 0 ? rest : rest[..plain]).IndexOf("--!>");
        return odd >= 0 ? start + 4 + odd + 4
            : plain >= 0 ? start + 4 + plain + 3
            : null;
    }

    private static int? KramdownCommentEnd(string text, int start)
    {
        var (full, brief) = (text.IndexOf("{:/comment}", start, StringComparison.Ordinal), text.IndexOf("{:/}", start, StringComparison.Ordinal));
        return full >= 0 && (brief < 0 || full < brief) ? full + "{:/comment}".Length
            : brief >= 0 ? brief + "{:/}".Length
            : null;
    }

    // Letters in one line mean nothing to the parser, and all else keeps its place.
    private static string Mask(string text, IEnumerable<MarkdownPart> parts)
    {
        var masked = text.ToCharArray();
        foreach (var part in parts)
        {
            masked.AsSpan(part.Start, part.End - part.Start).Fill('x');
        }

        return new string(masked);
    }
}
