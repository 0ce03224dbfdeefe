using AngleSharp.Dom;
using Workshop.Web.Rendering.Syntax;

namespace Workshop.Web.Rendering.Html;

/// <summary>The page's title is the one h1, so the text's own headings start at h2; each gets an id.</summary>
internal static class HeadingPass
{
    private const string Headings = "h1, h2, h3, h4, h5, h6";

    public static void Apply(RenderPage page)
    {
        var headings = page.All(Headings).ToList();
        if (headings is [var first, ..] && page.Options.Title is { } title && IsLeadingTitle(page, first, title))
        {
            first.Remove();
            headings.RemoveAt(0);
        }

        if (headings.Exists(heading => heading.LocalName == "h1"))
        {
            foreach (var heading in headings)
            {
                page.WriteAs(heading, $"h{Math.Min(LevelOf(page, heading) + 1, 6)}");
            }
        }

        NameAll(page);
        var previous = 1;
        foreach (var heading in headings)
        {
            var level = LevelOf(page, heading);
            if (level > previous + 1)
            {
                page.Warn(heading, $"This heading skips a level: h{level} after h{previous}.");
            }

            previous = level;
            // kramdown's word for "not in the table of contents".
            if (!heading.ClassList.Contains("no_toc"))
            {
                page.Outline.Add(new Heading(level, heading.Id!, ElementText.Of(heading)));
            }
        }
    }

    /// <summary>
    /// Every heading has an id and no id stands twice; of two equal ones a heading's is numbered, another element's dropped.
    /// </summary>
    private static void NameAll(RenderPage page)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var counters = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var element in page.All("[id], " + Headings))
        {
            var isHeading = element.LocalName is ['h', >= '1' and <= '6'];
            var id = element.Id is { Length: > 0 } own ? own : HeadingSlug.Of(ElementText.Of(element));
            if (taken.Add(id))
            {
                element.Id = id;
            }
            else if (isHeading)
            {
                var number = counters.GetValueOrDefault(id);
                while (!taken.Add($"{id}-{++number}"))
                {
                }

                counters[id] = number;
                element.Id = $"{id}-{number}";
            }
            else
            {
                element.RemoveAttribute("id");
                page.Warn(element, $"The id “{id}” is used before, so it was removed here.");
            }
        }
    }

    private static int LevelOf(RenderPage page, IElement heading) => page.NameOf(heading)[1] - '0';

    /// <summary>It repeats the title and can go without loss: nothing stands before it, and it holds words only.</summary>
    private static bool IsLeadingTitle(RenderPage page, IElement heading, string title) =>
        page.Body.ChildNodes.FirstOrDefault(node => node is IElement || !string.IsNullOrWhiteSpace(node.TextContent)) == heading
        && heading.QuerySelector("img, a, [id]") is null
        && SameWords(heading.TextContent, title);

    private static bool SameWords(string left, string right) =>
        string.Equals(ElementText.Fold(left), ElementText.Fold(right), StringComparison.OrdinalIgnoreCase);
}
