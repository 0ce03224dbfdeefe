using System.Collections.Concurrent;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Workshop.Web.Publishing.Cache;

/// <summary>Proactive negotiation by Accept-Encoding (RFC 9110, section 12.5.3).</summary>
internal static class AcceptEncoding
{
    // Clients have a handful of short spellings between them. The bounds are against those who make them up.
    private const int MostRemembered = 200;
    private const int LongestRemembered = 60;

    private static readonly ConcurrentDictionary<string, ContentCoding?> Chosen = new(StringComparer.Ordinal);

    private static int Remembered;

    /// <returns>Null where the client takes none of them, not even identity.</returns>
    public static ContentCoding? Choose(StringValues header)
    {
        if (header.Count == 0)
        {
            // Any coding would be acceptable, but who says nothing may not understand any.
            return ContentCoding.Identity;
        }

        var text = header.ToString();
        if (Chosen.TryGetValue(text, out var known))
        {
            return known;
        }

        var chosen = Negotiate(header);
        if (text.Length <= LongestRemembered && Volatile.Read(ref Remembered) < MostRemembered && Chosen.TryAdd(text, chosen))
        {
            Interlocked.Increment(ref Remembered);
        }

        return chosen;
    }

    private static ContentCoding? Negotiate(StringValues header)
    {
        // What cannot be parsed is as good as not sent.
        var wishes = StringWithQualityHeaderValue.TryParseList(header, out var parsed) ? parsed : [];
        var anyOther = wishes.FirstOrDefault(wish => wish.Value == "*") is { } star ? star.Quality ?? 1 : (double?)null;

        // Identity is acceptable unless it is excluded, but what is asked for by name comes first.
        var identity = QualityOf("identity") ?? (anyOther == 0 ? 0 : double.Epsilon);
        var offers = new[]
        {
            (Coding: ContentCoding.Brotli, Quality: QualityOf("br") ?? anyOther ?? 0),
            (Coding: ContentCoding.Gzip, Quality: QualityOf("gzip") ?? QualityOf("x-gzip") ?? anyOther ?? 0),
            (Coding: ContentCoding.Identity, Quality: identity),
        };
        var best = offers.MaxBy(offer => offer.Quality);
        return best.Quality > 0 ? best.Coding : null;

        double? QualityOf(string coding) =>
            wishes.FirstOrDefault(wish => wish.Value.Equals(coding, StringComparison.OrdinalIgnoreCase)) is { } wish ? wish.Quality
                ?? 1 : null;
    }
}
