using System.Buffers;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Workshop.Data.Content;

/// <summary>
/// A page's address within its edition: <c>/overview/</c>, or <c>/old.html</c> for a site that had such addresses.
/// Kept as its author spelled it, decoded; compared by <see cref="Key"/>.
/// </summary>
public sealed record Permalink
{
    public const int MaxLength = 200;

    // Addresses that belong to the portal itself: the public URLs of docs/architecture.md.
    private static readonly FrozenSet<string> ReservedFirstSegments =
        new[] { "account", "admin", "css", "error", "health", "js", "media", "preview", "theme" }.ToFrozenSet();

    private static readonly FrozenSet<string> ReservedPaths =
        new[]
        {
            "/favicon.svg", "/favicon.ico", "/feed.xml", "/robots.txt", "/schedule.ics", "/schedule.json", "/schedule.xml",
            "/search", "/sitemap.xml"
        }
            .ToFrozenSet();

    // A character takes at most twelve when it is percent-encoded.
    private const int LongestText = 12 * MaxLength;

    private static readonly string TooLong = $"The permalink is longer than {MaxLength} characters.";

    private static readonly FrozenSet<string> ReservedParents = new[] { "people", "sessions" }.ToFrozenSet();

    // U+FFFD stands where percent-encoded bytes were not UTF-8.
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\\?#%<>\"{}|^`\uFFFD");

    private Permalink(string value) => (Value, Key) = (value, KeyOf(value));

    /// <summary>With a leading slash, and a trailing one unless the last segment is an .html file.</summary>
    public string Value { get; }

    /// <summary>Lower case, without the trailing slash; empty for the root. Equal keys are the same address.</summary>
    public string Key { get; }

    /// <summary>The value percent-encoded for use in a link (RFC 3986, section 3.3).</summary>
    public string Path => Encode(Value);

    /// <summary>The comparison key of any path, also one that is not a valid permalink.</summary>
    public static string KeyOf(string path) =>
        (IsUnicode(path) ? path.Normalize(NormalizationForm.FormC) : path).TrimEnd('/').ToLowerInvariant();

    public static string Encode(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <exception cref="FormatException">The text is not a permalink; the message says why.</exception>
    public static Permalink Parse(string text) =>
        TryParse(text, out var permalink, out var error) ? permalink : throw new FormatException(error);

    /// <param name="text">With or without slashes at its ends, percent-encoded or not.</param>
    /// <param name="error">A sentence for the author when the result is false.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Permalink? permalink, [NotNullWhen(false)] out string? error)
    {
        permalink = null;
        if (text.Length > LongestText)
        {
            error = TooLong;
            return false;
        }

        var decoded = Uri.UnescapeDataString(text.Trim());
        if (!IsUnicode(text) || !IsUnicode(decoded))
        {
            error = "The permalink is not valid Unicode text.";
            return false;
        }

        var segments = decoded.Normalize(NormalizationForm.FormC).Trim('/').Split('/');
        error = segments is [""] ? null : Objection(text, segments);
        if (error is not null)
        {
            return false;
        }

        var path = string.Join('/', segments);
        var isFile = path.EndsWith(".html", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".htm", StringComparison.OrdinalIgnoreCase);
        var value = path.Length == 0 ? "/" : isFile ? $"/{path}" : $"/{path}/";
        if (value.Length > MaxLength)
        {
            error = TooLong;
            return false;
        }

        permalink = new Permalink(value);
        return true;
    }

    public override string ToString() => Value;

    // What cannot be normalized: lone surrogates, which enumerate as U+FFFD, and U+FFFE.
    private static bool IsUnicode(string text) => !text.Contains('\uFFFE') && !text.EnumerateRunes().Contains(Rune.ReplacementChar);

    private static string? Objection(string text, string[] segments)
    {
        foreach (var segment in segments)
        {
            if (segment.Length == 0 || segment is "." or ".." || segment != segment.Trim())
            {
                return $"The permalink '{text}' has an empty or relative part.";
            }

            if (segment.Any(char.IsControl) || segment.AsSpan().ContainsAny(Forbidden))
            {
                return $"The permalink '{text}' contains a character that no address can have.";
            }
        }

        var first = segments[0].ToLowerInvariant();
        var isReserved = ReservedFirstSegments.Contains(first)
            || first.StartsWith('_')
            || (ReservedParents.Contains(first) && segments.Length > 1)
            || ReservedPaths.Contains("/" + string.Join('/', segments).ToLowerInvariant());
        return isReserved ? $"The permalink '{text}' belongs to the portal itself." : null;
    }
}
