using Workshop.Web.Publishing;

namespace Workshop.Web.Pages;

/// <summary>A photo or a logo beside a name, which says what it shows.</summary>
/// <param name="Url">Of the smallest width that is sharp in a small place.</param>
/// <param name="Width">In pixels, as <paramref name="Height"/>; null where nothing is known of the picture.</param>
public sealed record SmallPicture(string Url, int? Width, int? Height)
{
    public static SmallPicture Of(PublishedSite site, string url) =>
        site.Media.ImageOf(url) is { } image
            ? new SmallPicture(image.Sources.Length > 0 ? image.Sources[0].Url : url, image.Width, image.Height)
            : new SmallPicture(url, null, null);

    /// <summary>"AL" for Ada Lovelace, where there is no photo.</summary>
    public static string Initials(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(
            new[] { words[0], words[^1] }.Distinct()
                .Select(word => System.Globalization.StringInfo.GetNextTextElement(word).ToUpperInvariant()));
    }
}
