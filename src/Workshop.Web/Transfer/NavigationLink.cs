namespace Workshop.Web.Transfer;

/// <param name="Label">Null where the source lists only a file.</param>
internal sealed record NavigationLink(string? Label, string Url, string File, int Line);
