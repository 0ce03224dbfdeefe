namespace Workshop.Web.Rendering;

/// <summary>Markdown to safe HTML. Pure: no database, no HttpContext, no clock.</summary>
public static class MarkdownRenderer
{
    public static RenderedMarkdown Render(string markdown, RenderOptions? options = null) => new(System.Net.WebUtility.HtmlEncode(markdown), [], markdown, [], []);
}
