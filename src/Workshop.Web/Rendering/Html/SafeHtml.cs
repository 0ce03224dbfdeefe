using AngleSharp.Dom;
using Ganss.Xss;

namespace Workshop.Web.Rendering.Html;

/// <summary>
/// The allow-lists, and the sanitizer that holds everything to them. There is no style, no SVG or MathML, no form
/// control but a task list's check box, and no name attribute: nothing that runs, restyles the page, or shadows a
/// property of <c>document</c>. An id can only shadow an undeclared global, which no script of the site reads.
/// </summary>
internal static class SafeHtml
{
    /// <summary>Older elements that the output writes as today's.</summary>
    public static readonly Dictionary<string, string> Renamed =
        new() { ["acronym"] = "abbr", ["center"] = "div", ["strike"] = "s", ["tt"] = "code" };

    private static readonly HashSet<string> Tags = new(Renamed.Keys, StringComparer.OrdinalIgnoreCase)
    {
        "a", "abbr", "address", "article", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup",
        "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6",
        "hr", "i", "img", "input", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp",
        "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead",
        "time", "tr", "u", "ul", "var", "wbr",
    };

    /// <summary>Removed with what they hold, since that is code, another document or a form, not text.</summary>
    private static readonly HashSet<string> Discarded = new(StringComparer.OrdinalIgnoreCase)
    {
        "applet", "datalist", "embed", "frame", "frameset", "head", "iframe", "link", "math", "meta",
        "noembed", "noframes", "script", "select", "style", "svg", "template", "textarea", "title", "xmp",
    };

    /// <summary>On any element, or on those named.</summary>
    private static readonly Dictionary<string, string[]> Attributes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["class"] = [],
        ["id"] = [],
        ["title"] = [],
        ["lang"] = [],
        ["dir"] = [],
        ["href"] = ["a"],
        ["src"] = ["img"],
        ["alt"] = ["img"],
        ["width"] = ["img"],
        ["height"] = ["img"],
        ["colspan"] = ["td", "th"],
        ["rowspan"] = ["td", "th"],
        ["scope"] = ["th"],
        ["span"] = ["col", "colgroup"],
        ["start"] = ["ol"],
        ["reversed"] = ["ol"],
        ["type"] = ["ol", "input"],
        ["value"] = ["li"],
        ["checked"] = ["input"],
        ["disabled"] = ["input"],
        ["open"] = ["details"],
        ["datetime"] = ["time", "ins", "del"],
    };

    public static void Sanitize(RenderPage page)
    {
        var options = new HtmlSanitizerOptions
        {
            AllowedTags = Tags,
            AllowedAttributes = new HashSet<string>(Attributes.Keys, StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(Addresses.Schemes, StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(["href", "src"], StringComparer.OrdinalIgnoreCase),
        };
        var sanitizer = new HtmlSanitizer(options) { KeepChildNodes = true };
        sanitizer.RemovingTag += (_, e) => OnRemovingTag(page, e);
        sanitizer.RemovingAttribute += (_, e) => OnRemovingAttribute(page, e);
        RemoveAttributesNotAllowed(page);
        sanitizer.SanitizeDom(page.Document, page.Body);
    }

    private static void OnRemovingTag(RenderPage page, RemovingTagEventArgs e)
    {
        // What was inside a discarded element is gone already and needs no warning of its own.
        if (!page.Body.Contains(e.Tag))
        {
            return;
        }

        if (Discarded.Contains(e.Tag.LocalName))
        {
            page.Warn(e.Tag, $"<{e.Tag.LocalName}> was removed.");
            while (e.Tag.LastChild is { } child)
            {
                e.Tag.RemoveChild(child);
            }
        }
        else
        {
            page.Warn(e.Tag, $"The tag <{e.Tag.LocalName}> was removed; what it holds stays.");
        }
    }

    private static void OnRemovingAttribute(RenderPage page, RemovingAttributeEventArgs e)
    {
        if (page.Body.Contains(e.Tag))
        {
            page.Warn(e.Tag, $"The {e.Attribute.Name} attribute of <{e.Tag.LocalName}> was removed.");
        }
    }

    private static void RemoveAttributesNotAllowed(RenderPage page)
    {
        foreach (var element in page.All("*").Where(element => Tags.Contains(element.LocalName)))
        {
            foreach (var attribute in element.Attributes.Where(attribute => !IsAllowed(element, attribute)).ToList())
            {
                element.RemoveAttribute(attribute.NamespaceUri, attribute.LocalName);
                element.RemoveAttribute(attribute.Name);
                page.Warn(element, $"The {attribute.Name} attribute of <{element.LocalName}> was removed.");
            }
        }
    }

    private static bool IsAllowed(IElement element, IAttr attribute) =>
        Attributes.TryGetValue(attribute.Name, out var elements)
        && (elements.Length == 0 || elements.Contains(element.LocalName))
        && attribute.Name switch
        {
            // The pages around the content name what is theirs this way.
            "id" => attribute.Value.Length > 0
                && !attribute.Value.StartsWith("site:", StringComparison.Ordinal)
                && !attribute.Value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)),
            "class" => attribute.Value.All(c => c > ' ' || c is ' ' or '\t' or '\n'),
            "start" or "value" => attribute.Value.Length is > 0 and < 10 && attribute.Value.All(char.IsAsciiDigit),
            "width" or "height" or "colspan" or "rowspan" or "span" => attribute.Value.Length is > 0 and < 5
                && attribute.Value.All(char.IsAsciiDigit),
            "dir" => attribute.Value is "ltr" or "rtl" or "auto",
            "scope" => attribute.Value is "col" or "row" or "colgroup" or "rowgroup",
            "type" => element.LocalName == "input" ? attribute.Value == "checkbox" : attribute.Value is "1" or "a" or "A" or "i" or "I",
            _ => true,
        };
}
