namespace Workshop.Web.Rendering.Syntax;

/// <param name="Line">One-based line in the Markdown.</param>
public sealed record RenderWarning(int Line, string Message);
