using System.Globalization;
using Workshop.Data.Media;

namespace Workshop.Web.Areas.Admin.Pages.MediaLibrary;

/// <summary>How a file is put into words.</summary>
internal static class MediaText
{
    /// <summary>Size in pixels, where it has one, and in bytes.</summary>
    public static string Said(this MediaFile file)
    {
        var size = file.Length < 1_000_000
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, file.Length / 1000)} kB")
            : string.Create(CultureInfo.InvariantCulture, $"{file.Length / 1_000_000m:0.0} MB");
        return file.IsPicture ? $"{file.Width} × {file.Height}, {size}" : $"PDF, {size}";
    }

    /// <summary>To paste into a page: a picture shows, a document is linked to.</summary>
    public static string Markdown(this MediaFile file) =>
        file.IsPicture ? $"![{Escape(file.Alt ?? "")}]({file.Address})" : $"[{Escape(file.Name)}]({file.Address})";

    /// <summary>Why it cannot take the place of the other wherever pages have that; null where it can.</summary>
    public static string? ObjectionToReplacing(this MediaFile file, MediaFile other)
    {
        return file.IsPicture == other.IsPicture
            ? null
            : $"{other.Name} is {KindOf(other)} and {file.Name} is {KindOf(file)}, so it cannot stand where pages "
                + $"{(other.IsPicture ? "show a picture" : "link to a document")}. Both are in the library; no page was changed.";

        static string KindOf(MediaFile file) => file.IsPicture ? "a picture" : "a PDF";
    }

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal)
        .Replace("]", "\\]", StringComparison.Ordinal);
}
