namespace Workshop.Web.Publishing;

/// <summary>Whose text a link stands in: what a browser needs to follow it.</summary>
/// <param name="Permalink">Of the page.</param>
/// <param name="Prefix">See <see cref="PublishedEdition.Prefix"/>.</param>
/// <param name="SiteUrl">The site's own address, such as <c>https://workshop.example.org</c>; null where it is not known.</param>
public sealed record LinkSource(string Permalink, string Prefix, string? SiteUrl = null);
