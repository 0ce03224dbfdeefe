using Workshop.Web.Rendering;
using Workshop.Web.Rendering.Html;

namespace Workshop.Tests.Media;

/// <summary>Pictures of the library in public pages.</summary>
public sealed class RenderedPicturesTests(SharedPortal shared) : MediaTest(shared)
{
    [Fact]
    public async Task Page_WithAPicture_SaysItsSizeAndItsWidths()
    {
        var file = await AddAsync("a.jpg", Pictures.Jpeg(1000, 500));
        await Portal.PublishAsync(Edition, "/a/", "A", $"![A grid]({file.Address})");
        var earlier = await Portal.AddEditionAsync("2023", isCurrent: false);
        await Portal.PublishAsync(earlier, "/b/", "B", $"![A grid]({file.Address})");

        foreach (var path in new[] { "/a/", "/2023/b/" })
        {
            var image = (await Portal.ReadAsync(path)).QuerySelector("main img")!;
            Assert.Equal(
                (file.Address, "1000", "500", "lazy", "async", "A grid"),
                (image.GetAttribute("src"), image.GetAttribute("width"), image.GetAttribute(
                    "height"), image.GetAttribute("loading"), image.GetAttribute("decoding"), image.GetAttribute("alt")));
            Assert.Equal($"/media/{file.Renditions[0].Hash}/a.jpg 480w, {file.Address} 1000w", image.GetAttribute("srcset"));
            Assert.Equal("(min-width: 680px) 680px, 100vw", image.GetAttribute("sizes"));
        }
    }

    [Fact]
    public async Task Page_WhosePictureIsDeletedOrComesLater_IsRenderedAnew()
    {
        var file = await AddAsync("a.png", Pictures.Png());
        await Portal.PublishAsync(Edition, "/a/", "A", $"![A grid]({file.Address})");
        await Portal.PublishAsync(Edition, "/b/", "B");
        var other = Portal.Site.Current!.Pages.Single(page => page.Permalink == "/b/");
        Assert.Equal("60", (await Portal.ReadAsync("/a/")).QuerySelector("main img")!.GetAttribute("width"));

        var uses = (await Organizer.ReadAsync($"/admin/media/{file.Id}")).QuerySelector("input[name=seen]")!.GetAttribute("value")!;
        using var deleted = await Organizer.SubmitAsync($"/admin/media/{file.Id}", "form[action$='handler=Delete']", ("seen", uses));

        Assert.False((await Portal.ReadAsync("/a/")).QuerySelector("main img")!.HasAttribute("width"));
        Assert.Same(other, Portal.Site.Current!.Pages.Single(page => page.Permalink == "/b/"));

        await AddAsync("a.png", Pictures.Png());
        Assert.Equal("60", (await Portal.ReadAsync("/a/")).QuerySelector("main img")!.GetAttribute("width"));
    }

    [Theory]
    [InlineData("<img src=\"/x.png\" alt=\"x\" width=\"100\">", "100", "50", "(min-width: 100px) 100px, 100vw")]
    [InlineData("<img src=\"/x.png\" alt=\"x\" height=\"100\">", "200", "100", "(min-width: 200px) 200px, 100vw")]
    [InlineData("<img src=\"/x.png\" alt=\"x\" srcset=\"evil.png 9w\" sizes=\"9px\">", "1000", "500", "(min-width: 680px) 680px, 100vw")]
    public void Render_SizeFromTheAuthor_StandsAndKeepsTheShape(string html, string width, string height, string sizes)
    {
        var facts = new ImageFacts(1000, 500, [new("/s.png", 480), new("/x.png", 1000)]);

        var rendered = MarkdownRenderer.Render(html, new RenderOptions { ImageOf = url => url == "/x.png" ? facts : null }).Html;

        Assert.Contains($"width=\"{width}\"", rendered, StringComparison.Ordinal);
        Assert.Contains($"height=\"{height}\"", rendered, StringComparison.Ordinal);
        Assert.Contains($"srcset=\"/s.png 480w, /x.png 1000w\" sizes=\"{sizes}\"", rendered, StringComparison.Ordinal);
    }
}
