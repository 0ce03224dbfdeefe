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
    /// <summary>Twice what the densest ordinary text, images side by side, comes to at the longest.</summary>
    private const int MaxHtml = 10_000_000;

    private readonly StringBuilder _html = new();
    private readonly HtmlRenderer _renderer;

    /// <param name="showRawHtml">Raw HTML is written as text that shows its tags.</param>
    public HtmlWriter(List<RenderWarning> warnings, bool showRawHtml = false)
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

    /// <summary>Writing stopped at the bound: a long address that is referred to many times multiplies.</summary>
    public bool IsCut { get; private set; }

    /// <exception cref="ArgumentException">Nested deeper than Markdig's limit of 128.</exception>
    public string Write(MarkdownDocument document)
    {
        try
        {
            _renderer.Render(document);
        }
        catch (OutputTooLong)
        {
            IsCut = true;
        }

        return _html.ToString();
    }

    /// <param name="line">Zero-based, as Markdig counts.</param>
    public void MarkLine(int line) => Lines.Add(_html.Length, line + 1);

    private void Record(IMarkdownRenderer renderer, MarkdownObject item)
    {
        Budget.AddContent();
        if (_html.Length > MaxHtml)
        {
            throw new OutputTooLong();
        }

        // What Markdig adds of its own, such as a footnote's way back, has no place in the source.
        if (item is Block or Inline { Line: > 0 } or Inline { Span.IsEmpty: false })
        {
            MarkLine(item.Line);
        }
    }

    /// <summary>Markdig's renderer can be stopped by an exception only.</summary>
    private sealed class OutputTooLong : Exception;
}
