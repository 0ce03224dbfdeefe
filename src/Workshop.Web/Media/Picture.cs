using System.Globalization;
using NetVips;
using Workshop.Data.Media;

namespace Workshop.Web.Media;

/// <summary>
/// Pictures through libvips: decoded by the one loader of their kind, turned upright, converted to sRGB, and written anew
/// without anything but their pixels. What was hidden behind, beside or inside the picture is gone.
/// </summary>
internal static class Picture
{
    private const int MaxWidth = 2400;

    // libvips's own bound on a coordinate: as tall as it may be.
    private const int AnyHeight = 10_000_000;

    // A rendition hardly smaller than the picture itself saves a reader nothing.
    private const double WorthIt = 0.8;

    private static readonly int[] SmallerWidths = [480, 960, 1600];

    // A crafted file within all bounds that still takes longer than any photograph.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly Lazy<bool> Ready = new(Prepare);

    private static readonly Log.LogDelegate Silence = (_, _, _) => { };

    /// <summary>The picture in its own width, or in <see cref="MaxWidth"/>, and then in the smaller ones.</summary>
    /// <exception cref="MediaRefusedException">It is damaged, or too large to be decoded.</exception>
    public static (PreparedImage Main, IReadOnlyList<PreparedImage> Smaller) Render(byte[] source, MediaKind kind)
    {
        try
        {
            _ = Ready.Value;
            var header = HeaderOf(source, kind);
            var main = Math.Min(header.Width, MaxWidth);
            using var patience = new CancellationTokenSource(Patience);
            return (
                Scale(source, kind, header, main, patience.Token),
                [.. SmallerWidths
                    .Where(width => width < main * WorthIt)
                    .Select(width => Scale(source, kind, header, width, patience.Token))]);
        }
        catch (VipsException)
        {
            throw new MediaRefusedException($"The {kind.Name} picture is damaged or incomplete.");
        }
        catch (Exception missing) when (missing is DllNotFoundException or TypeInitializationException)
        {
            throw new MediaRefusedException("Pictures cannot be processed on this machine: libvips cannot be loaded.");
        }
    }

    private static Header HeaderOf(byte[] source, MediaKind kind)
    {
        // Reads no pixels; those are decoded when they are asked for.
        using var image = Image.NewFromBuffer(source, access: Enums.Access.Sequential);
        var frames = image.Contains("n-pages") ? (int)image.Get("n-pages") : 1;
        if (frames > MediaLimits.Frames)
        {
            throw new MediaRefusedException($"The animation has {frames} frames; {MediaLimits.Frames} are allowed.");
        }

        // What a pixel costs in memory, or in time: two bytes for each channel, a decoder that holds several copies, a palette for
        // each frame.
        var allowed =
            MediaLimits.Pixels / (image.Format == Enums.BandFormat.Uchar ? 1 : 2) / (kind == MediaKind.Avif ? 3 : 1) / (frames > 1 ? 2 : 1);
        if ((long)image.Width * image.Height * frames > allowed)
        {
            throw new MediaRefusedException(string.Create(CultureInfo.InvariantCulture,
                $"The {kind.Name} picture has {image.Width} × {image.Height} "
                + $"pixels{(frames > 1 ? $" in each of {frames} frames" : "")}; {allowed / 1_000_000} million are allowed."));
        }

        var isOnItsSide = image.Contains("orientation") && (int)image.Get("orientation") >= 5;
        return new Header(isOnItsSide ? image.Height : image.Width, frames > 1, image.Contains("palette"));
    }

    private static PreparedImage Scale(byte[] source, MediaKind kind, Header header, int width, CancellationToken patience)
    {
        // Half a picture is refused. As an option of the loader: the parameter of that name does not reach it.
        var options = header.IsAnimated ? "n=-1,fail-on=error" : "fail-on=error";
        using var image = Image.ThumbnailBuffer(source, width, options, AnyHeight, Enums.Size.Down, outputProfile: "srgb");
        image.SetProgress(new Nothing(), patience);
        var bytes = Encode(image, kind, header);
        return new PreparedImage(bytes, image.Width, header.IsAnimated ? image.PageHeight : image.Height);
    }

    private static byte[] Encode(Image image, MediaKind kind, Header header)
    {
        const Enums.ForeignKeep keep = Enums.ForeignKeep.None;
        return kind.Name switch
        {
            "JPEG" => image.JpegsaveBuffer(q: 82, optimizeCoding: true, interlace: true, keep: keep),
            "PNG" => image.PngsaveBuffer(compression: 9, palette: header.HasPalette, bitdepth: 8, keep: keep),
            "WebP" => image.WebpsaveBuffer(q: 82, effort: header.IsAnimated ? 1 : 4, keep: keep),
            "AVIF" => image.HeifsaveBuffer(q: 60, compression: Enums.ForeignHeifCompression.Av1, effort: 3, bitdepth: 8, keep: keep),
            "GIF" => image.GifsaveBuffer(effort: 3, keep: keep),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    // Every loader that is not needed is one that crafted bytes cannot reach; two or three pictures a day need no cache.
    private static bool Prepare()
    {
        // A crafted file can have thousands of complaints; the one that matters comes as an exception.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, Silence);
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
        Operation.Block("VipsForeignLoad", true);
        foreach (var loader in (string[])["Jpeg", "Png", "Webp", "Nsgif", "Heif"])
        {
            Operation.Block($"VipsForeignLoad{loader}Buffer", false);
        }

        return true;
    }

    /// <param name="Width">Once the picture is upright.</param>
    private sealed record Header(int Width, bool IsAnimated, bool HasPalette);

    // libvips asks for the cancellation only where somebody is told of the progress.
    private sealed class Nothing : IProgress<int>
    {
        public void Report(int value)
        {
        }
    }
}
