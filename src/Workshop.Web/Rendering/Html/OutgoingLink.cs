namespace Workshop.Web.Rendering.Html;

/// <param name="Url">As the author wrote it, before <see cref="RenderOptions.RewriteUrl"/>.</param>
/// <param name="Line">One-based line in the Markdown.</param>
public sealed record OutgoingLink(string Url, int Line);
