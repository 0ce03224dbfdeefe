using Workshop.Data.Content;

namespace Workshop.Tests.Areas.Admin;

/// <summary>What leads nowhere, of all pages at once.</summary>
public sealed class PagesLinksTests(SharedPortal shared) : PagesTest(shared)
{
    [Fact]
    public async Task Links_TextsOfAllKinds_AreListedByPageAndLine()
    {
        var venue = await Portal.PublishAsync(
            Edition, "/venue/", "Venue", "## Rooms\n\n[x](#rooms) [y](https://example.org/) [z](mailto:a@example.org)");
        using var moved = await Administrator.SubmitAsync($"/admin/pages/{venue.Id}/address", ("Input.Permalink", "/place/"));
        var media = $"/media/{new string('0', 64)}/a.png";
        await Portal.PublishAsync(Edition, "/live/", "Live", $"[a](/nowhere/)\n\n[b](/venue/)\n\n![c]({media}) [d](/place/#rooms)");
        var changed = await Portal.PublishAsync(Edition, "/changed/", "Changed", "[a](/old/) [b](/both/)");
        await SaveAsync(changed, new PageContent { Title = "Changed", Markdown = "[b](/both/)\n\n[c](/new/)" });
        await DraftAsync("/draft/", "Draft", "[x](/place/#floors) [y](/draft/)");
        var trashed = await DraftAsync("/trashed/", "Trashed", "[x](/nowhere/)");
        using var deleted = await Administrator.SubmitAsync($"/admin/pages/{trashed.Id}/delete");
        var earlier = await Portal.AddEditionAsync("2023", isCurrent: false);
        await Portal.PublishAsync(earlier, "/other/", "Other", "[x](/place/) [y](../../place/)");

        var report = await Administrator.ReadAsync("/admin/pages/links");

        Assert.Equal(
            [
                "Live /live/|1|“/nowhere/” leads nowhere: no published page is there.|live",
                "Live /live/|3|“/venue/” is a former address; the page is at /place/ now.|live",
                $"Live /live/|5|“{media}” leads nowhere: the media library has no such file.|live",
                "Changed /changed/|1|“/old/” leads nowhere: no published page is there.|live, not in the draft",
                "Changed /changed/|1|“/both/” leads nowhere: no published page is there.|live",
                "Changed /changed/|3|“/new/” leads nowhere: no published page is there.|draft",
                "Draft /draft/|1|“/place/#floors” leads to the page, but there is no “floors” on it.|draft",
                "Other /2023/other/|1|“/place/” leads nowhere: no published page is there.|live",
            ],
            report
                .QuerySelectorAll("tbody tr")
                .Select(row => string.Join(
                    '|', row.Children.Select(
                        cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))));
        Assert.Equal($"/admin/pages/{changed.Id}/", report.QuerySelector("tbody tr:nth-child(4) a")!.GetAttribute("href"));
        Assert.NotNull((await Administrator.ReadAsync("/admin/pages/")).QuerySelector("a[href='/admin/pages/links']"));
    }

    [Fact]
    public async Task Links_HostileTitleAndAddress_AreText()
    {
        await DraftAsync("/one/", Hostile, "<a href='#&lt;img src=x onerror=alert(1)&gt;'>x</a>");

        var report = await Administrator.ReadAsync("/admin/pages/links");

        Assert.Equal(Hostile, report.QuerySelector("tbody a")!.TextContent);
        Assert.Contains("<img src=x", report.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(report.QuerySelectorAll("main img, main script"));
    }

    [Fact]
    public async Task Links_AllLeadSomewhere_SaysSo()
    {
        await Portal.PublishAsync(Edition, "/one/", "One", "[x](/one/)");

        Assert.NotNull((await Administrator.ReadAsync("/admin/pages/links")).QuerySelector(".nothing"));
    }
}
