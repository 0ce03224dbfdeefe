namespace Workshop.Web.Transfer;

/// <summary>An address in a page's Markdown that leads to a file of the source.</summary>
/// <param name="Start">In the Markdown as it was read.</param>
/// <param name="File">Its path.</param>
/// <param name="Line">Of the page's file.</param>
public sealed record MediaReference(int Start, int Length, string File, int Line);
