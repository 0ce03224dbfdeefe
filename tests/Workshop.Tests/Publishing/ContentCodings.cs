using System.IO.Compression;

namespace Workshop.Tests.Publishing;

internal static class ContentCodings
{
    /// <param name="coding">As in Content-Encoding; null for identity.</param>
    public static byte[] Decode(byte[] body, string? coding)
    {
        using var coded = new MemoryStream(body);
        using Stream plain = coding switch
        {
            null => coded,
            "gzip" => new GZipStream(coded, CompressionMode.Decompress),
            "br" => new BrotliStream(coded, CompressionMode.Decompress),
            _ => throw new ArgumentOutOfRangeException(nameof(coding), coding, "No coding that pages have."),
        };
        using var decoded = new MemoryStream();
        plain.CopyTo(decoded);
        return decoded.ToArray();
    }
}
