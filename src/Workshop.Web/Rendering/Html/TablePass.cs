using AngleSharp.Dom;

namespace Workshop.Web.Rendering.Html;

/// <summary>Tables scroll sideways in a region that the keyboard reaches too, and header cells say what they head.</summary>
internal static class TablePass
{
    public static void Apply(RenderPage page)
    {
        var labels = new Dictionary<string, int>(StringComparer.Ordinal);
        var heading = "Table";
        var headed = new HashSet<IElement>();
        foreach (var element in page.All("h1, h2, h3, h4, h5, h6, th, table"))
        {
            switch (element.LocalName)
            {
                case "th" when IsEmpty(element): WriteAsCell(page, element); break;
                case "th":
                    NameScope(element);
                    headed.UnionWith(element.Closest("table") is { } headedTable ? [headedTable] : []);
                    break;
                case "table": Wrap(page, element, heading, labels); break;
                default: heading = ElementText.Of(element) is { Length: > 0 } words ? ElementText.Shorten(words) : heading; break;
            }
        }

        foreach (var table in page.All("table").Where(table => !headed.Contains(table)))
        {
            page.Warn(table, "This table has no header cells, so nobody who hears it knows what its columns are.");
        }
    }

    private static bool IsEmpty(IElement cell) => cell.ChildElementCount == 0 && string.IsNullOrWhiteSpace(cell.TextContent);

    // A corner without a word heads nothing; screen readers announce an empty header as an error.
    private static void WriteAsCell(RenderPage page, IElement cell)
    {
        cell.RemoveAttribute("scope");
        page.WriteAs(cell, "td");
    }

    private static void NameScope(IElement cell)
    {
        if (cell.HasAttribute("scope"))
        {
            return;
        }

        var isRowHeader = cell.ParentElement is { LocalName: "tr" } row && row.ParentElement?.LocalName != "thead"
            && row.FirstElementChild == cell && row.Children.Any(sibling => sibling.LocalName == "td");
        cell.SetAttribute("scope", isRowHeader ? "row" : "col");
    }

    private static void Wrap(RenderPage page, IElement table, string heading, Dictionary<string, int> labels)
    {
        if (table.ParentElement?.Closest("table") is not null)
        {
            return;
        }

        var caption = table.Children.FirstOrDefault(child => child.LocalName == "caption");
        var label = caption is not null && ElementText.Of(caption) is { Length: > 0 } words ? ElementText.Shorten(words) : heading;
        var count = labels[label] = labels.GetValueOrDefault(label) + 1;
        var region = page.Document.CreateElement("div");
        region.ClassName = "table";
        region.SetAttribute("role", "region");
        region.SetAttribute("aria-label", count == 1 ? label : $"{label} ({count})");
        region.SetAttribute("tabindex", "0");
        page.Wrap(table, region);
    }
}
