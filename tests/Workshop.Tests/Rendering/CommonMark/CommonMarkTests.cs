using System.Text.Json;
using Markdig;
using Workshop.Web.Rendering;
using Workshop.Web.Rendering.Syntax;

namespace Workshop.Tests.Rendering.CommonMark;

/// <summary>The specification's own examples, through our syntax alone and through everything a reader's page passes.</summary>
public sealed class CommonMarkTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly Example[] Examples = JsonSerializer.Deserialize<Example[]>(Read("spec-0.31.2.json"), Json)!;

    private static readonly Deviation[] Deviations = JsonSerializer.Deserialize<Deviation[]>(Read("deviations.json"), Json)!;

    [Fact]
    public void Examples_AreAllOfTheSpecification() => Assert.Equal(Enumerable.Range(1, 652), Examples.Select(example => example.Number));

    [Fact]
    public void Syntax_DiffersFromTheSpecificationOnlyWhereListed() =>
        AssertDeviations("syntax", markdown => MarkdownSyntax.Parse(markdown, []).ToHtml(MarkdownSyntax.Pipeline));

    [Fact]
    public void Render_DiffersFromTheSpecificationOnlyWhereListed() =>
        AssertDeviations("page", markdown => MarkdownRenderer.Render(markdown).Html);

    private static void AssertDeviations(string stage, Func<string, string> render)
    {
        var listed = Deviations.Where(deviation => deviation.Stage == stage).SelectMany(deviation => deviation.Examples).ToList();
        var found = Examples
            .Where(example => NormalHtml.Of(render(example.Markdown)) != NormalHtml.Of(example.Html))
            .Select(example => example.Number)
            .ToList();

        Assert.Equal(listed.Count, listed.Distinct().Count());
        Assert.Equal(listed.Order(), found);
    }

    private static string Read(string file) => Repository.Read("tests/Workshop.Tests/Rendering/CommonMark/" + file);

    private sealed record Example(
        string Markdown, string Html, [property: System.Text.Json.Serialization.JsonPropertyName("example")] int Number, string Section);

    private sealed record Deviation(string Stage, string Reason, int[] Examples);
}
