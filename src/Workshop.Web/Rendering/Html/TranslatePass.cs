using AngleSharp.Dom;

namespace Workshop.Web.Rendering.Html;

/// <summary>What older HTML says in ways that are no longer valid, said in today's; before the sanitizer, which drops the rest.</summary>
internal static class TranslatePass
{
    /// <summary>
    /// They only say how a browser of 1999 should draw, or how kramdown should read, so dropping them is not news to the author.
    /// </summary>
    private static readonly string[] Presentational =
        ["align", "bgcolor", "border", "cellpadding", "cellspacing", "frameborder", "hspace", "loading", "markdown", "nowrap",
         "rel", "rules", "target", "valign", "vspace"];

    public static void Apply(RenderPage page)
    {
        foreach (var element in page.All("*"))
        {
            if (SafeHtml.Renamed.TryGetValue(element.LocalName, out var name))
            {
                page.WriteAs(element, name);
            }

            var align = element.LocalName == "center" ? "center" : element.GetAttribute("align")?.ToLowerInvariant();
            if (align is "left" or "right" or "center" or "middle")
            {
                element.ClassList.Add(align == "middle" ? "align-center" : "align-" + align);
            }

            foreach (var attribute in Presentational)
            {
                element.RemoveAttribute(attribute);
            }

            // <a name="x"> and its like are where links of old pages point to.
            if (element.LocalName == "a" && element.GetAttribute("name") is { Length: > 0 } anchor)
            {
                element.RemoveAttribute("name");
                if (!element.HasAttribute("id"))
                {
                    element.SetAttribute("id", anchor);
                }
            }

            if (element.LocalName == "img")
            {
                KeepPixels(element, "width");
                KeepPixels(element, "height");
            }
        }
    }

    private static void KeepPixels(IElement image, string attribute)
    {
        if (image.GetAttribute(attribute)?.Trim() is { } value && value.EndsWith("px", StringComparison.OrdinalIgnoreCase))
        {
            image.SetAttribute(attribute, value[..^2].Trim());
        }
    }
}
