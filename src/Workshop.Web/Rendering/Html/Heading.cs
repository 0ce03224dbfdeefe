namespace Workshop.Web.Rendering.Html;

/// <param name="Level">2 to 6, as in the output.</param>
/// <param name="Id">The element's id, without <c>#</c>.</param>
/// <param name="Text">Plain text, not HTML.</param>
public sealed record Heading(int Level, string Id, string Text);
