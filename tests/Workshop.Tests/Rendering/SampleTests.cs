using AngleSharp.Html.Parser;
using Workshop.Web.Rendering;

namespace Workshop.Tests.Rendering;

/// <summary>The overview page of the NeurIPS 2024 NeuroAI workshop, as its organizers wrote it.</summary>
public sealed class SampleTests
{
    private static readonly string Body = Repository.Read("tests/Workshop.Tests/Samples/overview.md").Split("---\n", 3)[2];

    [Fact]
    public void Render_Overview_ShowsThreeResearchAreasAsOneList()
    {
        var page = new HtmlParser().ParseDocument(MarkdownRenderer.Render(Body).Html);

        Assert.Equal(
            ["Neuro-inspired Computations:", "Explainable AI in Neuroscience:", "Self-supervised Systems in NeuroAI:"],
            page.QuerySelectorAll("ul").Single().Children.Select(item => item.QuerySelector("strong")!.TextContent));
    }

    [Fact]
    public void Render_Overview_LosesNoWordAndDropsTheComment()
    {
        var words = Body
            .Replace("<!-- # Overview -->", "", StringComparison.Ordinal)
            .Replace("**", "", StringComparison.Ordinal)
            .Replace("\n- ", "\n", StringComparison.Ordinal);
        var rendered = MarkdownRenderer.Render(Body);

        Assert.Equal(words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), rendered.PlainText.Split(' '));
        Assert.DoesNotContain("<!--", rendered.Html, StringComparison.Ordinal);
        Assert.Empty(rendered.Warnings);
    }
}
