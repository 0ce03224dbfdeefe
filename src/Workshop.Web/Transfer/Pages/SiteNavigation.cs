using Workshop.Data.Content;
using Workshop.Web.Text;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>Which pages are in the menu, in which order and under which word.</summary>
internal sealed class SiteNavigation
{
    private readonly Dictionary<SourcePage, NavigationPlace> _places;

    private SiteNavigation(Dictionary<SourcePage, NavigationPlace> places) => _places = places;

    public NavigationPlace this[SourcePage page] => _places[page];

    public static SiteNavigation Read(
        SourceTree tree, SiteConfig config, IReadOnlyCollection<SourcePage> pages, SiteAddresses addresses, List<ImportFinding> findings)
    {
        if (pages.Any(page => NavigationKeys.Speak(page.Keys)))
        {
            return FromFrontMatter(pages);
        }

        foreach (var links in NavigationSources.All(tree, config, findings))
        {
            var found = links.Select(link => (Link: link, Page: PageOf(link, addresses))).ToArray();
            if (found.Any(entry => entry.Page is not null))
            {
                findings.AddRange(found.Where(entry => entry.Page is null).DistinctBy(entry => entry.Link.Url).Select(NotTaken));
                return FromLinks(pages, found);
            }
        }

        return new SiteNavigation(pages.ToDictionary(page => page, page => new NavigationPlace(null, null, Label(page.Keys))));
    }

    private static SiteNavigation FromFrontMatter(IReadOnlyCollection<SourcePage> pages)
    {
        // Themes differ: with "nav: true" only named pages are in, with "nav_exclude" all others are.
        var isOptOut = pages.Any(page => page.Keys.Find("nav_exclude") is not null) && pages.All(page => page.Keys.Find("nav") is null);
        return new SiteNavigation(pages.ToDictionary(page => page, page =>
        {
            var order = NavigationKeys.Order(page.Keys);
            var isIn = NavigationKeys.Explicit(page.Keys)
                ?? (order is not null || (isOptOut && page.Kind == PageKind.Page && page.Keys.Text("title") is not null));
            return new NavigationPlace(isIn, order, Label(page.Keys));
        }));
    }

    private static SiteNavigation FromLinks(
        IReadOnlyCollection<SourcePage> pages, IEnumerable<(NavigationLink Link, SourcePage? Page)> found)
    {
        var entries = found.Where(entry => entry.Page is not null).DistinctBy(entry => entry.Page!).ToArray();
        var places = pages.ToDictionary(page => page, page => new NavigationPlace(false, null, Label(page.Keys)));
        foreach (var ((link, page), index) in entries.Select((entry, index) => (entry, index)))
        {
            places[page!] = new NavigationPlace(true, index + 1, Label(page!.Keys) ?? link.Label);
        }

        return new SiteNavigation(places);
    }

    private static string? Label(YamlMap keys) =>
        NavigationKeys.Labels.Select(keys.Text).FirstOrDefault(label => !string.IsNullOrWhiteSpace(label));

    private static SourcePage? PageOf(NavigationLink link, SiteAddresses addresses)
    {
        var url = link.Url;
        if (url.Contains('#', StringComparison.Ordinal))
        {
            return null;
        }

        var path = addresses.PathWithin(url)
            ?? (url.Contains(':', StringComparison.Ordinal) || url.StartsWith("//", StringComparison.Ordinal) ? null : "/" + url);
        return path is null ? null : addresses.PageAt(Uri.UnescapeDataString(path));
    }

    private static ImportFinding NotTaken((NavigationLink Link, SourcePage? Page) entry) =>
        new(entry.Link.File, entry.Link.Line, FindingKind.Changed,
            $"The navigation's link '{PlainText.Shorten(entry.Link.Label ?? entry.Link.Url, PageContent.NavigationLabelMaxLength)}' "
            + $"({PlainText.Shorten(entry.Link.Url, Permalink.MaxLength)}) leads to no page of this site and was not taken.");
}
