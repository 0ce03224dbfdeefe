using System.Globalization;
using System.Text;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Workshop.Web.Rendering.Syntax;

namespace Workshop.Web.Rendering.Html;

/// <summary>A syntax tree as HTML, not yet sanitized, with the line each piece came from.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _html = new();
    private readonly HtmlRenderer _renderer;

    /// <param name="showRawHtml">Raw HTML is written as text that shows its tags.</param>
    public HtmlWriter(List<RenderWarning> warnings, bool showRawHtml)
    {
        Warnings = warnings;
        ShowRawHtml = showRawHtml;
        _renderer = new HtmlRenderer(new StringWriter(_html, CultureInfo.InvariantCulture) { NewLine = "\n" });
        MarkdownSyntax.Pipeline.Setup(_renderer);
        ElementWriters.Use(_renderer, this);
        _renderer.ObjectWriteBefore += Record;
    }

    public List<RenderWarning> Warnings { get; }

    public bool ShowRawHtml { get; }

    public SourceMap Lines { get; } = new();

    public RawHtmlBudget Budget { get; } = new();

    /// <exception cref="ArgumentException">Nested deeper than Markdig's limit of 128.</exception>
    /// <exception cref="TooMuchHtml">Longer than any honest text: a long address that is referred to many times multiplies.</exception>
    public string Write(MarkdownDocument document)
    {
        _renderer.Render(document);
        return _html.ToString();
    }

    /// <param name="line">Zero-based, as Markdig counts.</param>
    public void MarkLine(int line) => Lines.Add(_html.Length, line + 1);

    private void Record(IMarkdownRenderer renderer, MarkdownObject item)
    {
        if (_html.Length > HtmlOutput.MaxLength)
        {
            throw new TooMuchHtml();
        }

        // What Markdig adds of its own, such as a footnote's way back, has no place in the source.
        if (item is Block or Inline { Line: > 0 } or Inline { Span.IsEmpty: false })
        {
            MarkLine(item.Line);
        }
    }
}
