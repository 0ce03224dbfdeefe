using AngleSharp.Dom;

namespace Workshop.Web.Rendering.Html;

/// <summary>What older HTML says in ways that are no longer valid, said in today's; before the sanitizer, which drops the rest.</summary>
internal static class TranslatePass
{
    private static readonly Dictionary<string, string> Renamed = new() { ["acronym"] = "abbr", ["center"] = "div", ["strike"] = "s", ["tt"] = "code" };

    /// <summary>They only say how a browser of 1999 should draw, or how kramdown should read, so dropping them is no news to the author.</summary>
    private static readonly string[] Presentational = ["align", "bgcolor", "border", "cellpadding", "cellspacing", "frameborder", "hspace", "loading", "markdown", "nowrap", "rel", "rules", "target", "valign", "vspace"];

    public static void Apply(RenderPage page)
    {
        foreach (var element in page.All("*"))
        {
            var current = element;
            var centred = element.LocalName == "center";
            if (Renamed.TryGetValue(element.LocalName, out var name))
            {
                current = page.Rename(element, name);
            }

            var align = centred ? "center" : current.GetAttribute("align")?.ToLowerInvariant();
            if (align is "left" or "right" or "center" or "middle")
            {
                current.ClassList.Add(align == "middle" ? "align-center" : "align-" + align);
            }

            foreach (var attribute in Presentational)
            {
                current.RemoveAttribute(attribute);
            }

            // <a name="x"> and its like are where links of old pages point to.
            if (current.LocalName == "a" && current.GetAttribute("name") is { Length: > 0 } anchor)
            {
                current.RemoveAttribute("name");
                if (!current.HasAttribute("id"))
                {
                    current.SetAttribute("id", anchor);
                }
            }

            if (current.LocalName == "img")
            {
                KeepPixels(current, "width");
                KeepPixels(current, "height");
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
