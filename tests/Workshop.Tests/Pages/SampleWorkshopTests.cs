using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Workshop.Data.Programme;
using Workshop.Web.Commands;

namespace Workshop.Tests.Pages;

/// <summary>The workshop that comes with the portal, as the first start leaves it.</summary>
public sealed class SampleWorkshopTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        await using var db = _portal.OpenDatabase();
        await FirstEdition.EnsureAsync(db, withSample: true, RunningPortal.Now, CancellationToken.None);
        await _portal.ReloadAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Schedule_TheRealDay_HasEveryTimeForMachinesAndNamesTheZone()
    {
        var page = await _portal.ReadAsync("/schedule/");

        // 14 December 2024 in Vancouver, as the workshop published it.
        Assert.Equal(
            ["08:15–08:25", "08:25–09:10", "09:10–09:30", "09:30–11:15", "11:15–12:15", "12:15–13:25", "13:25–15:10", "15:10–15:20", "15:20–15:30", "15:30–17:30"],
            page
                .QuerySelectorAll(".programme .when")
                .Select(when => string.Concat(when.QuerySelectorAll("time").Select(time => time.TextContent + "–")).TrimEnd('–')));
        Assert.Equal("Saturday 14 December 2024", page.QuerySelector(".programme caption h2")!.TextContent);
        Assert.Equal("All times in Vancouver time (UTC−8)", page.QuerySelector(".programme caption small")!.TextContent);
        Assert.Equal(
            Enumerable.Repeat(Offset.FromHours(-8), 20),
            page
                .QuerySelectorAll(".programme .when time")
                .Select(time => OffsetDateTimePattern.Rfc3339.Parse(time.GetAttribute("datetime")!).Value.Offset));
    }

    [Fact]
    public async Task Links_OnEveryPage_LeadToAPageAndAnAnchorThatExist()
    {
        var sitemap = await _portal.Client.GetStringAsync("/sitemap.xml");
        var paths = System.Xml.Linq.XDocument
            .Parse(sitemap)
            .Descendants()
            .Where(element => element.Name.LocalName == "loc")
            .Select(loc => new Uri(loc.Value).AbsolutePath)
            .ToList();
        // Pages, sessions and people.
        Assert.Equal(13 + 10 + 12, paths.Count);

        foreach (var path in paths)
        {
            var page = await _portal.ReadAsync(path);
            foreach (var link in page
                .QuerySelectorAll("a[href^='/'], a[href^='#']")
                .Select(a => new Uri(new Uri("http://site" + path), a.GetAttribute("href")!)))
            {
                var target = await _portal.ReadAsync(link.AbsolutePath);
                Assert.True(link.Fragment.Length == 0
                    || target.GetElementById(Uri.UnescapeDataString(link.Fragment[1..])) is not null, $"{path} links to {link}");
            }
        }
    }

    [Fact]
    public async Task Picture_OfTheSample_IsServedInItsWidthsAndGoesWithTheSample()
    {
        var image = (await _portal.ReadAsync("/topics/neuro-inspired-computation/")).QuerySelector("main img")!;

        Assert.Equal(("1200", "600"), (image.GetAttribute("width"), image.GetAttribute("height")));
        Assert.Equal(2, image.GetAttribute("srcset")!.Split(',').Length);
        using var answer = await _portal.Client.GetAsync(image.GetAttribute("src"));
        Assert.Equal("image/webp", answer.Content.Headers.ContentType!.ToString());

        await using var db = _portal.OpenDatabase();
        await FirstEdition.RemoveSampleAsync(db, CancellationToken.None);
        Assert.Equal((0, 0), (await db.MediaFiles.CountAsync(), await db.MediaContents.CountAsync()));
    }

    [Fact]
    public async Task PortraitsAndLogo_OfTheSample_AreShownFromTheMediaLibrary()
    {
        var portraits = (await _portal.ReadAsync("/speakers/"))
            .QuerySelectorAll("main img")
            .Select(image => image.GetAttribute("src")!)
            .ToList();
        await using var db = _portal.OpenDatabase();
        var files = await db.MediaFiles.ToDictionaryAsync(file => file.Name, file => file.Address);

        Assert.Equal(
            ["vostok-hanley.png", "quellwright.png", "adeyo-lindqvist.png"],
            portraits.Select(src => files.Single(file => file.Value == src).Key));
        var notices = await new ProgrammeWriter(db).NoticesOfAsync((await db.Editions.SingleAsync()).Id, CancellationToken.None);
        Assert.Equal([files["lantern.png"], null], notices.Sponsors.Select(sponsor => sponsor.LogoUrl));
    }

    [Fact]
    public async Task EveryPage_OfTheSample_SaysThatItIsOne() =>
        Assert.StartsWith(
            "This workshop is a sample",
            (await _portal.ReadAsync("/venue/")).QuerySelector(".foot .sample")!.TextContent,
            StringComparison.Ordinal);
}
