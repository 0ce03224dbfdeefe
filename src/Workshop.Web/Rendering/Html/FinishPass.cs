using AngleSharp.Dom;

namespace Workshop.Web.Rendering.Html;

/// <summary>After the sanitizer: what our own pages need of links, images, check boxes and footnotes.</summary>
internal static class FinishPass
{
    public static void Apply(RenderPage page)
    {
        foreach (var link in page.All("a[href]"))
        {
            var address = link.GetAttribute("href")!;
            if (Addresses.Scheme(address) is "http" or "https" || address.StartsWith("//", StringComparison.Ordinal))
            {
                link.SetAttribute("rel", "noopener");
            }

            if (string.IsNullOrWhiteSpace(link.TextContent)
                && link.QuerySelectorAll("img").All(image => string.IsNullOrWhiteSpace(image.GetAttribute("alt"))))
            {
                page.Warn(link, "This link has no words, so nobody can see or hear where it leads.");
            }
        }

        foreach (var image in page.All("img"))
        {
            if (string.IsNullOrWhiteSpace(image.GetAttribute("alt")))
            {
                image.SetAttribute("alt", "");
                page.Warn(image, "This image has no alternative text for those who cannot see it.");
            }

            SizePass.Apply(page, image);
            image.SetAttribute("loading", "lazy");
            image.SetAttribute("decoding", "async");
        }

        FinishTasks(page);
        FinishFootnotes(page);
    }

    private static void FinishTasks(RenderPage page)
    {
        var named = new HashSet<IElement>();
        foreach (var box in page.All("input"))
        {
            if (box.GetAttribute("type") != "checkbox")
            {
                page.Warn(box, "<input> was removed.");
                box.Remove();
                continue;
            }

            box.SetAttribute("disabled", "");
            // Only an item's first box is named by the item; naming all of a crafted line's would be quadratic.
            var words = box.Closest("li") is { } item && named.Add(item) ? ElementText.Of(item, withoutLists: true) : "";
            box.SetAttribute("aria-label", words.Length > 0 ? ElementText.Shorten(words) : "Task");
        }
    }

    private static void FinishFootnotes(RenderPage page)
    {
        foreach (var notes in page.All("div.footnotes"))
        {
            notes.SetAttribute("role", "doc-endnotes");
        }

        foreach (var link in page.All("a.footnote-ref"))
        {
            link.SetAttribute("role", "doc-noteref");
            link.SetAttribute("aria-label", "Footnote " + link.TextContent.Trim());
        }

        foreach (var link in page.All("a.footnote-back-ref"))
        {
            link.SetAttribute("role", "doc-backlink");
            link.SetAttribute("aria-label", "Back to the text");
        }
    }
}
