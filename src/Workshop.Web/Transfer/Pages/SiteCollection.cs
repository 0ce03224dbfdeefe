namespace Workshop.Web.Transfer.Pages;

/// <param name="Output">Whether its files are pages.</param>
internal sealed record SiteCollection(string Name, bool Output, string? Permalink);
