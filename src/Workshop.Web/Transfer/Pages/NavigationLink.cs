namespace Workshop.Web.Transfer.Pages;

/// <param name="Label">Null where the source lists only a file.</param>
internal sealed record NavigationLink(string? Label, string Url, string File, int Line);
