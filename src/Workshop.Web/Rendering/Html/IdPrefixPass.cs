namespace Workshop.Web.Rendering.Html;

/// <summary>
/// Last of all: sets the ids of a text apart from those of the page that it stands on, and its own links to them with them.
/// </summary>
internal static class IdPrefixPass
{
    public static void Apply(RenderPage page)
    {
        if (page.Options.IdPrefix is not { } prefix)
        {
            return;
        }

        var own = page.All("[id]").ToDictionary(element => element.Id!);
        foreach (var link in page.All("a[href^='#']"))
        {
            var target = link.GetAttribute("href")![1..];
            if (own.ContainsKey(target) || own.ContainsKey(Uri.UnescapeDataString(target)))
            {
                link.SetAttribute("href", $"#{prefix}{target}");
            }
        }

        foreach (var (id, element) in own)
        {
            element.Id = prefix + id;
        }
    }
}
