using AngleSharp.Dom;

namespace Workshop.Web.Rendering.Html;

/// <summary>Addresses of links and images: noted as written, rewritten, encoded, and refused where the scheme is not allowed.</summary>
internal static class LinkPass
{
    public static void Apply(RenderPage page)
    {
        foreach (var element in page.All("a[href], img"))
        {
            var attribute = element.LocalName == "a" ? "href" : "src";
            var written = element.GetAttribute(attribute) ?? "";
            if (!IsFootnote(written))
            {
                page.Links.Add(new OutgoingLink(written, page.LineOf(element)));
            }

            var address = Serve(page, element, Addresses.Trim(written));
            if (address is null)
            {
                Refuse(page, element, attribute);
                continue;
            }

            element.SetAttribute(attribute, address);
        }
    }

    /// <summary>Footnotes link to and fro by themselves; that is not the author's link.</summary>
    private static bool IsFootnote(string address) =>
        address.StartsWith("#fn:", StringComparison.Ordinal) || address.StartsWith("#fnref:", StringComparison.Ordinal);

    private static string? Serve(RenderPage page, IElement element, string address)
    {
        if (address.Length == 0)
        {
            page.Warn(element, element.LocalName == "a" ? "This link has no address." : "This image has no address.");
            return element.LocalName == "a" ? "" : null;
        }

        if (page.Options.RewriteUrl is { } rewrite && Addresses.IsRelative(address))
        {
            address = Addresses.Trim(rewrite(address));
        }

        if (Addresses.IsAllowed(address))
        {
            return Addresses.Encode(address);
        }

        page.Warn(
            element,
            $"“{Addresses.Scheme(address)}:” addresses are not allowed, so this {(element.LocalName == "a" ? "link" : "image")} "
            + $"was removed; its text stays.");
        return null;
    }

    private static void Refuse(RenderPage page, IElement element, string attribute)
    {
        element.RemoveAttribute(attribute);
        if (element.LocalName == "img")
        {
            var alt = page.Document.CreateElement("span");
            alt.TextContent = element.GetAttribute("alt") ?? "";
            page.Replace(element, alt);
        }
    }
}
