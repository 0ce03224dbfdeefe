using System.Buffers.Binary;

namespace Workshop.Web.Media;

/// <summary>The kinds of files that are taken, recognised by how they begin and never by a name or a declared type.</summary>
public sealed record MediaKind(string Name, string ContentType, string Extension)
{
    public static readonly MediaKind Jpeg = new("JPEG", "image/jpeg", ".jpg");
    public static readonly MediaKind Png = new("PNG", "image/png", ".png");
    public static readonly MediaKind WebP = new("WebP", "image/webp", ".webp");
    public static readonly MediaKind Avif = new("AVIF", "image/avif", ".avif");
    public static readonly MediaKind Gif = new("GIF", "image/gif", ".gif");
    public static readonly MediaKind Pdf = new("PDF", "application/pdf", ".pdf");

    private const string Taken = "JPEG, PNG, WebP, AVIF and GIF pictures and PDF files are taken.";

    // Enough of a file's beginning for each of them.
    internal const int HeaderLength = 1024;

    public bool IsPicture => this != Pdf;

    public int MaxBytes => IsPicture ? MediaLimits.ImageBytes : MediaLimits.PdfBytes;

    /// <param name="start">The file's first <see cref="HeaderLength"/> bytes, or all it has.</param>
    /// <exception cref="MediaRefusedException">It is none of them.</exception>
    public static MediaKind Of(ReadOnlySpan<byte> start) =>
        start.IsEmpty ? throw new MediaRefusedException("The file is empty.")
        : start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? Png
        : start.StartsWith("GIF87a"u8) || start.StartsWith("GIF89a"u8) ? Gif
        : start.StartsWith("RIFF"u8) && start.Length > 12 && start[8..].StartsWith("WEBP"u8) ? WebP
        : start.StartsWith("%PDF-"u8) ? Pdf
        : BrandsOf(start) is { } brands
            && brands.Contains("avif") ? brands.Contains(
                "avis") ? throw new MediaRefusedException("Animated AVIF is not taken. Save it as WebP or GIF.") : Avif
        : start.IndexOf("<svg"u8) >= 0
            || start.IndexOf("<SVG"u8) >= 0 ? throw new MediaRefusedException(
                "SVG is not taken, since it can hold scripts. Save it as PNG or WebP.")
        : throw new MediaRefusedException($"The file is of another kind, whatever its name says. {Taken}");

    /// <summary>What the first box of the ISO base media format says that the file can be read as (ISO/IEC 14496-12, "ftyp").</summary>
    private static List<string>? BrandsOf(ReadOnlySpan<byte> start)
    {
        if (start.Length < 16 || !start[4..].StartsWith("ftyp"u8))
        {
            return null;
        }

        var end = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(start), (uint)start.Length);
        var brands = new List<string>();
        for (var at = 8; at + 4 <= end; at += 4)
        {
            brands.Add(System.Text.Encoding.Latin1.GetString(start.Slice(at, 4)));
        }

        return brands;
    }
}
