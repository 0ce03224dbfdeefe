namespace Workshop.Web.Transfer;

public sealed record SiteDefaults(string? Title, string? Description, string? TimeZone);
