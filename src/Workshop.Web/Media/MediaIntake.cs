using NodaTime;
using Workshop.Data;
using Workshop.Data.Media;

namespace Workshop.Web.Media;

/// <summary>The one way in, for uploads and imports: read within bounds, recognised, made ready for readers, kept.</summary>
public sealed class MediaIntake(WorkshopDbContext db)
{
    // One file at a time, of all requests: the worst that is allowed takes half a gigabyte for some seconds.
    private static readonly SemaphoreSlim Turn = new(1, 1);

    private readonly MediaWriter _writer = new(db);

    /// <summary>What takes its time, and therefore comes before a transaction.</summary>
    /// <param name="name">As given, from anywhere.</param>
    /// <param name="content">Is read once, and no further than is allowed.</param>
    /// <exception cref="MediaRefusedException">It is not taken, and the message says why.</exception>
    public async Task<IncomingMedia> PrepareAsync(string name, Stream content, CancellationToken cancellation)
    {
        await Turn.WaitAsync(cancellation);
        try
        {
            var (kind, bytes) = await ReadAsync(content, cancellation);
            var sourceHash = MediaHash.Of(bytes);
            if (await _writer.FindAsync(sourceHash, cancellation) is { } known)
            {
                return new IncomingMedia(known, null);
            }

            var (main, smaller) = kind.IsPicture ? Picture.Render(bytes, kind) : (new PreparedImage(WholePdf(bytes), null, null), []);
            return new IncomingMedia(null, new PreparedMedia(sourceHash, MediaName.Clean(name, kind), kind.ContentType, main, smaller));
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <param name="alt">See <see cref="MediaFile.Alt"/>.</param>
    /// <returns>The new file, or the one that was made of the same content before, as it stands.</returns>
    public async Task<(MediaFile File, bool IsNew)> KeepAsync(
        IncomingMedia incoming, string? alt, string author, Instant now, CancellationToken cancellation) =>
        incoming.Known is { } known ? (known, false) : await _writer.AddAsync(incoming.New!, alt, author, now, cancellation);

    private static async Task<(MediaKind Kind, byte[] Bytes)> ReadAsync(Stream content, CancellationToken cancellation)
    {
        var start = new byte[MediaKind.HeaderLength];
        var count = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation);
        var kind = MediaKind.Of(start.AsSpan(0, count));
        using var whole = new MemoryStream();
        whole.Write(start, 0, count);
        var buffer = new byte[81_920];
        while ((count = await content.ReadAsync(buffer, cancellation)) > 0)
        {
            whole.Write(buffer, 0, count);
            if (whole.Length > kind.MaxBytes)
            {
                throw new MediaRefusedException(
                    $"The file is larger than {kind.MaxBytes / 1_000_000} MB, the most for {(kind.IsPicture ? "a picture" : "a PDF")}.");
            }
        }

        return (kind, whole.ToArray());
    }

    // Half a download ends without the mark that every PDF ends with (ISO 32000-2, 7.5.5).
    private static byte[] WholePdf(byte[] bytes) =>
        bytes.AsSpan(Math.Max(0, bytes.Length - 2048)).IndexOf("%%EOF"u8) >= 0
            ? bytes
            : throw new MediaRefusedException("The PDF is damaged or incomplete.");
}
