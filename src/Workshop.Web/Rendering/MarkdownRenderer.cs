using System.Net;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Workshop.Data.Content;
using Workshop.Web.Rendering.Html;
using Workshop.Web.Rendering.Syntax;

namespace Workshop.Web.Rendering;

/// <summary>
/// Markdown to safe HTML. Pure: no database, no HttpContext, no clock. Markdown is parsed to a syntax tree, written as
/// HTML, parsed as a browser would, held to allow-lists, finished on that tree, and only then turned to a string.
/// </summary>
public static class MarkdownRenderer
{
    /// <summary>
    /// The longest text, in UTF-16 units, some 50,000 words; forms and imports refuse a longer one before it comes here.
    /// Markdig takes quadratic time over some crafted texts (headings underlined with <c>=</c>), and up to this length
    /// every text tried renders within a few seconds.
    /// </summary>
    public const int MaxLength = PageContent.MarkdownMaxLength;

    /// <summary>
    /// Renders <paramref name="markdown"/>. A text nested too deeply to parse comes back as it was written but for comments, escaped in
    /// a <c>pre</c>, and one with too much raw HTML shows its tags as text; both with a warning, so nothing is lost.
    /// </summary>
    /// <exception cref="ArgumentException"><paramref name="markdown"/> is longer than <see cref="MaxLength"/>.</exception>
    public static RenderedMarkdown Render(string markdown, RenderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        if (markdown.Length > MaxLength)
        {
            throw new ArgumentException($"The text has {markdown.Length:N0} characters; {MaxLength:N0} are allowed.", nameof(markdown));
        }

        var reading = MarkdownReading.Of(markdown.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));
        if (reading.Document is not { } document)
        {
            return Unrendered(
                reading.Text, "The text is nested too deeply to be rendered (more than 128 levels), so it is shown as it was written.");
        }

        options ??= RenderOptions.Default;
        var tooMuch = new RenderWarning(
            1, "There is too much raw HTML, or too much of it is never closed, so its tags are shown as text.");
        var rendered = TryWrite(document, options, reading.Warnings, showRawHtml: false)
            ?? (HasRawHtml(document) ? TryWrite(document, options, [.. reading.Warnings, tooMuch], showRawHtml: true) : null)
            ?? Unrendered(
                reading.Text,
                "The text grows too long when rendered, through references or abbreviations used many times, so it is shown as "
                + "it was written.");
        return rendered with
        {
            Links = [.. rendered.Links.Select(link => link with { Line = reading.SourceLine(link.Line) })],
            Warnings = [.. rendered.Warnings
                .Select(warning => warning with { Line = reading.SourceLine(warning.Line) })
                .OrderBy(warning => warning.Line)
                .Distinct()],
        };
    }

    private static bool HasRawHtml(MarkdownDocument document) => document.Descendants().Any(node => node is HtmlBlock or HtmlInline);

    private static RenderedMarkdown? TryWrite(
        MarkdownDocument document, RenderOptions options, IReadOnlyList<RenderWarning> parsing, bool showRawHtml)
    {
        try
        {
            var writer = new HtmlWriter([.. parsing], showRawHtml);
            var html = writer.Write(document);
            return Finish(new RenderPage(html, writer.Lines, options, writer.Warnings));
        }
        catch (TooMuchHtml)
        {
            return null;
        }
    }

    private static RenderedMarkdown Finish(RenderPage page)
    {
        TranslatePass.Apply(page);
        FramePass.Apply(page);
        LinkPass.Apply(page);
        SafeHtml.Sanitize(page);
        HeadingPass.Apply(page);
        FinishPass.Apply(page);
        TablePass.Apply(page);
        IdPrefixPass.Apply(page);
        return new RenderedMarkdown(
            HtmlOutput.Of(page),
            page.Outline.ToImmutable(),
            ElementText.Of(page.Body),
            page.Links.ToImmutable(),
            [.. page.Warnings]);
    }

    private static RenderedMarkdown Unrendered(string markdown, string warning)
    {
        var words = markdown.Replace(HiddenPart.Empty, "", StringComparison.Ordinal);
        return new RenderedMarkdown(
            $"<pre>{WebUtility.HtmlEncode(words)}</pre>", [], ElementText.Fold(words), [], [new RenderWarning(1, warning)]);
    }
}
