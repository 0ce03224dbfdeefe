using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using NetVips;

namespace Workshop.Tests.Media;

/// <summary>Files as people bring them, honest and not; made when they are asked for.</summary>
internal static class Pictures
{
    public static readonly byte[] Pdf = Encoding.Latin1.GetBytes(
        "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    public static Image Picture(int width, int height) =>
        (Image.Xyz(width, height)[0].Bandjoin(Image.Xyz(width, height)[1], Image.Black(width, height)) % 256)
            .Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);

    public static byte[] Jpeg(int width = 60, int height = 40) => Picture(width, height).JpegsaveBuffer();

    public static byte[] Png(int width = 60, int height = 40) => Picture(width, height).PngsaveBuffer();

    public static byte[] WebP(int width = 60, int height = 40) => Picture(width, height).WebpsaveBuffer();

    public static byte[] Avif(int width = 60, int height = 40) =>
        Picture(width, height).HeifsaveBuffer(compression: Enums.ForeignHeifCompression.Av1, effort: 0);

    public static byte[] Gif(int width = 60, int height = 40) => Picture(width, height).GifsaveBuffer();

    public static byte[] AnimatedGif(int frames, int width = 60, int height = 40) =>
        Animation(frames, width, height).GifsaveBuffer(effort: 1);

    public static byte[] AnimatedWebP(int frames, int width = 60, int height = 40) =>
        Animation(frames, width, height).WebpsaveBuffer(effort: 0);

    /// <summary>Taken on its side, at the workshop's door, by a camera that says so in every way it can.</summary>
    public static byte[] JpegOfACamera() => Picture(60, 40).Mutate(image =>
    {
        image.Set(GValue.GIntType, "orientation", 6);
        image.Set(GValue.GStrType, "exif-ifd0-Make", "SECRETCAM");
        image.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "49/1 17/1 0/1");
        image.Set(GValue.GStrType, "exif-ifd3-GPSLongitude", "123/1 6/1 0/1");
        image.Set(GValue.BlobType, "xmp-data", "<x:xmpmeta>SECRETXMP</x:xmpmeta>"u8.ToArray());
    }).JpegsaveBuffer(keep: Enums.ForeignKeep.All);

    /// <summary>A whole PNG of one colour that is small to send and large to hold.</summary>
    public static byte[] Bomb(int side)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), side);
        (header[8], header[9]) = (8, 2);
        Write(file, "IHDR", header);
        using var packed = new MemoryStream();
        using (var pixels = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + (3 * side)];
            for (var y = 0; y < side; y++)
            {
                pixels.Write(row);
            }
        }

        Write(file, "IDAT", packed.ToArray());
        Write(file, "IEND", []);
        return file.ToArray();
    }

    private static void Write(MemoryStream file, string type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(body));
        file.Write(number);
    }

    // CRC-32 as PNG has it (ISO 3309).
    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }

    private static Image Animation(int frames, int width, int height) =>
        Image.Arrayjoin(
            [.. Enumerable
                .Range(0, frames)
                .Select(i => (Picture(width, height) + (i * 20 % 256))
                    .Cast(Enums.BandFormat.Uchar)
                    .Copy(interpretation: Enums.Interpretation.Srgb))], across: 1)
            .Mutate(image =>
            {
                image.Set(GValue.GIntType, "page-height", height);
                image.Set(GValue.ArrayIntType, "delay", Enumerable.Repeat(80, frames).ToArray());
                image.Set(GValue.GIntType, "loop", 0);
            });
}
