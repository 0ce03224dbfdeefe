using System.IO.Compression;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Workshop.Web.Hosting;

namespace Workshop.Web.Publishing.Cache;

/// <summary>A page as bytes in each coding, with its header values formatted once.</summary>
internal sealed class CachedAnswer
{
    // Well within a millisecond for a page, where the best level takes ten: that comes later, off the request.
    private const int QuickBrotli = 5;
    private const int BestBrotli = 11;
    private const int BrotliWindow = 22;

    private static readonly StringValues VaryByCoding = HeaderNames.AcceptEncoding;

    private readonly CapturedAnswer _captured;
    private readonly StringValues _cacheControl;
    private readonly CodedBody _identity;
    private readonly CodedBody _gzip;
    private volatile CodedBody _brotli;
    private int _isImprovementClaimed;

    public CachedAnswer(CapturedAnswer captured)
    {
        _captured = captured;
        _cacheControl = captured.Headers.FirstOrDefault(header => header.Key == HeaderNames.CacheControl).Value;
        IsPage = captured.Status == StatusCodes.Status200OK && _cacheControl.ToString().StartsWith("public", StringComparison.Ordinal);
        _identity = new CodedBody(captured.Body, captured.Hash, coding: null);
        _gzip = new CodedBody(Gzip(captured.Body), captured.Hash, "gzip");
        _brotli = new CodedBody(Brotli(captured.Body, QuickBrotli), QuickTag, "br", alsoCurrent: captured.Hash);
    }

    /// <summary>Anything else, such as an error, is not kept.</summary>
    public bool IsPage { get; }

    public long Size => _identity.Bytes.Length + _gzip.Bytes.Length + _brotli.Bytes.Length;

    public bool IsMadeOf(CapturedAnswer captured) =>
        _captured.Status == captured.Status && _captured.Hash == captured.Hash && _captured.Until == captured.Until;

    /// <summary>Whether the time has come at which the page says something else.</summary>
    public bool IsPast(TimeProvider clock) => _captured.Until is { } until && until <= clock.GetCurrentInstant();

    private string QuickTag => $"{_captured.Hash}-q";

    /// <returns>True for the first caller alone, and only for what is kept.</returns>
    public bool ClaimImprovement() => IsPage && Interlocked.Exchange(ref _isImprovementClaimed, 1) == 0;

    /// <summary>Compresses again, better and slower: for after the first answer.</summary>
    public void CompressBest() => _brotli = new CodedBody(Brotli(_captured.Body, BestBrotli), _captured.Hash, "br", alsoCurrent: QuickTag);

    /// <summary>Answers a GET or HEAD. Writes at most once, and never waits for anything but the client.</summary>
    public Task SendAsync(HttpContext context)
    {
        var request = context.Request;
        var response = context.Response;
        var headers = response.Headers;
        headers.Vary = VaryByCoding;
        if (Choose(request.Headers.AcceptEncoding) is not { } body)
        {
            AddCaptured(headers);
            response.StatusCode = StatusCodes.Status406NotAcceptable;
            headers.ContentLength = 0;
            return Task.CompletedTask;
        }

        if (!IsPage)
        {
            response.StatusCode = _captured.Status;
        }
        else
        {
            headers.ETag = body.ETag;
            if (request.Headers.IfNoneMatch is { Count: > 0 } known && body.FindAmong(known) is { } current)
            {
                headers.ETag = current;
                headers.CacheControl = _cacheControl;
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
        }

        AddCaptured(headers);
        headers.ContentEncoding = body.Coding;
        headers.ContentLength = body.Bytes.Length;
        if (HttpMethods.IsHead(request.Method))
        {
            return Task.CompletedTask;
        }

        var write = response.BodyWriter.WriteAsync(body.Bytes);
        return write.IsCompletedSuccessfully ? Task.CompletedTask : write.AsTask();
    }

    private void AddCaptured(IHeaderDictionary headers)
    {
        foreach (var (name, value) in _captured.Headers)
        {
            headers[name] = value;
        }
    }

    private CodedBody? Choose(StringValues acceptEncoding) => AcceptEncoding.Choose(acceptEncoding) switch
    {
        ContentCoding.Brotli => _brotli,
        ContentCoding.Gzip => _gzip,
        ContentCoding.Identity => _identity,
        _ => null,
    };

    private static byte[] Gzip(byte[] plain)
    {
        using var coded = new MemoryStream();
        using (var gzip = new GZipStream(coded, CompressionLevel.SmallestSize))
        {
            gzip.Write(plain);
        }

        return coded.ToArray();
    }

    private static byte[] Brotli(byte[] plain, int quality)
    {
        var coded = new byte[BrotliEncoder.GetMaxCompressedLength(plain.Length)];
        return BrotliEncoder.TryCompress(plain, coded, out var length, quality, BrotliWindow)
            ? coded[..length]
            : throw new InvalidOperationException("Brotli needs more than the length that it has promised.");
    }
}
