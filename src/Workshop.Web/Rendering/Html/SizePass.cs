using System.Globalization;
using AngleSharp.Dom;

namespace Workshop.Web.Rendering.Html;

/// <summary>
/// The size of a picture and the widths it comes in, where they are known: the page does not jump, and a phone loads little.
/// </summary>
internal static class SizePass
{
    // A column of text is about this wide (--measure in site.css); the space beside it on a phone is not worth a rule.
    private const int ColumnWidth = 680;

    public static void Apply(RenderPage page, IElement image)
    {
        if (page.Options.ImageOf?.Invoke(image.GetAttribute("src") ?? "") is not { } facts)
        {
            return;
        }

        // What the author says stands; the other dimension follows, so that the picture keeps its shape.
        var width = Dimension(image, "width");
        var height = Dimension(image, "height");
        width ??= height is { } tall ? Scale(facts.Width, tall, facts.Height) : facts.Width;
        height ??= Scale(facts.Height, width.Value, facts.Width);
        image.SetAttribute("width", Text(width.Value));
        image.SetAttribute("height", Text(height.Value));
        if (facts.Sources.Length > 1)
        {
            image.SetAttribute("srcset", string.Join(", ", facts.Sources.Select(source => $"{source.Url} {Text(source.Width)}w")));
            var shown = Math.Min(width.Value, ColumnWidth);
            image.SetAttribute("sizes", $"(min-width: {Text(shown)}px) {Text(shown)}px, 100vw");
        }
    }

    private static int? Dimension(IElement image, string name) =>
        int.TryParse(image.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var pixels)
            && pixels > 0 ? pixels : null;

    private static int Scale(int value, int times, int by) => Math.Max(1, (int)Math.Round((double)value * times / by));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
