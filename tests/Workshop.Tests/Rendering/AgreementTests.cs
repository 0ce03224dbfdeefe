using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Markdig;
using Workshop.Web.Rendering;
using Workshop.Web.Rendering.Syntax;
using Workshop.Web.Transfer.Schedule;

namespace Workshop.Tests.Rendering;

/// <summary>What a page hides nobody else is given, and what it shows everybody gets: the text alone, without a portal around it.</summary>
public sealed class AgreementTests(ITestOutputHelper output)
{
    [Fact]
    public void Markdown_ThatIsGivenToOthers_SaysWhatThePageSays()
    {
        var count = RandomMarkdown.CountOr(3_000);
        var wrong = new List<(string Text, string Why)>();
        for (var number = 0; number < count; number++)
        {
            var text = RandomMarkdown.Text(number);
            if (Disagreement(text) is { } why)
            {
                wrong.Add((text, why));
            }
        }

        var summary = $"{wrong.Count:N0} of {count:N0} texts are not the same for all.";
        output.WriteLine(summary);
        Assert.True(wrong.Count == 0, summary
            + string.Concat(wrong.OrderBy(one => one.Text.Length).Take(12).Select(one => $"\n{Quoted(one.Text)}\n  {one.Why}")));
    }

    private static string? Disagreement(string text)
    {
        var page = MarkdownRenderer.Render(text);
        var given = ScheduleConventions.Markdown(text);
        var theirs = MarkdownRenderer.Render(given);
        return page.PlainText != theirs.PlainText
            || WordsOf(page.Html) != WordsOf(theirs.Html) ? $"“{page.PlainText}” but “{theirs.PlainText}” of {Quoted(given)}"
            : ScheduleConventions.Markdown(given) != given ? $"{Quoted(given)} becomes {Quoted(ScheduleConventions.Markdown(given))}"
            : CommentIn(given) is { } comment ? $"{Quoted(comment)} is hidden, but in {Quoted(given)}"
            : null;
    }

    // As a browser reads it that nobody protects from the author's HTML.
    private static string? CommentIn(string markdown) =>
        new HtmlParser().ParseDocument("<!doctype html><body>" + MarkdownSyntax.Parse(markdown, []).ToHtml(MarkdownSyntax.Pipeline))
            .Descendants<IComment>().Select(comment => comment.Data).FirstOrDefault(data => data.Any(char.IsLetterOrDigit));

    private static string WordsOf(string html) =>
        string.Concat(new HtmlParser().ParseDocument(html).Body!.TextContent.Where(c => !char.IsWhiteSpace(c)));

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
