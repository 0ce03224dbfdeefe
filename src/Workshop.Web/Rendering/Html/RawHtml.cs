namespace Workshop.Web.Rendering.Html;

/// <summary>
/// Keeps what an author left open from swallowing the page: an HTML parser reads everything after an unclosed comment,
/// iframe or script as its content.
/// </summary>
internal static class RawHtml
{
    private static readonly string[] Swallowing =
        ["iframe", "noembed", "noframes", "noscript", "script", "style", "textarea", "title", "xmp", "select", "template",
         "object", "svg", "math", "button"];

    /// <summary>Nothing closes it, so it cannot be kept as a tag.</summary>
    public static bool HasPlaintext(string html) => html.Contains("<plaintext", StringComparison.OrdinalIgnoreCase);

    /// <summary>The end tags that <paramref name="html"/> lacks; each is harmless where it turns out not to be needed.</summary>
    public static IEnumerable<string> MissingEndTags(string html) =>
        from name in Swallowing
        let open = html.LastIndexOf("<" + name, StringComparison.OrdinalIgnoreCase)
        where open >= 0 && html.IndexOf("</" + name, open, StringComparison.OrdinalIgnoreCase) < 0
        select $"</{name}>";

    public static bool IsSwallowing(string tag) =>
        Array.Exists(Swallowing, name => tag.StartsWith("<" + name, StringComparison.OrdinalIgnoreCase));
}
