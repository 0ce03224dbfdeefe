using System.Text;

namespace Workshop.Web.Rendering.Html;

/// <summary>Which addresses a page may link to, and how they are written.</summary>
internal static class Addresses
{
    public static readonly string[] Schemes = ["http", "https", "mailto", "tel"];

    /// <summary>What a browser makes of an address before it reads it (WHATWG URL, "basic URL parser", steps 1 to 3).</summary>
    public static string Trim(string address)
    {
        var start = 0;
        var end = address.Length;
        while (start < end && address[start] <= ' ')
        {
            start++;
        }

        while (end > start && address[end - 1] <= ' ')
        {
            end--;
        }

        return address[start..end]
            .Replace("\t", "", StringComparison.Ordinal)
            .Replace("\n", "", StringComparison.Ordinal)
            .Replace("\r", "", StringComparison.Ordinal);
    }

    /// <param name="trimmed">As <see cref="Trim"/> leaves it.</param>
    /// <returns>In lower case; null for a relative address.</returns>
    public static string? Scheme(string trimmed)
    {
        var colon = trimmed.AsSpan().IndexOf(':');
        var scheme = colon < 0 ? [] : trimmed.AsSpan(0, colon);
        // A first segment with a slash, query or fragment before the colon is a path; anything else odd is refused.
        return colon < 0 || scheme.ContainsAny("/?#") ? null : scheme.ToString().ToLowerInvariant();
    }

    public static bool IsAllowed(string trimmed) => Scheme(trimmed) is not { } scheme || Schemes.Contains(scheme);

    /// <summary>
    /// A path, relative or from the root; not a fragment, and not another host's (<c>//host</c>, which browsers also read in
    /// <c>/\host</c>).
    /// </summary>
    public static bool IsRelative(string trimmed) =>
        trimmed.Length > 0
            && trimmed[0] != '#'
            && Scheme(trimmed) is null
            && !(trimmed.Length > 1 && trimmed[0] is '/' or '\\' && trimmed[1] is '/' or '\\');

    /// <summary>Percent-encodes what RFC 3986 does not allow; what is encoded already stays.</summary>
    public static string Encode(string trimmed)
    {
        var encoded = new StringBuilder(trimmed.Length);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in trimmed.EnumerateRunes())
        {
            if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value)
                || "-._~!$&'()*+,;=:@/?#%".Contains((char)rune.Value, StringComparison.Ordinal)))
            {
                encoded.Append((char)rune.Value);
                continue;
            }

            foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
            {
                encoded.Append('%').Append(value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        // Sanitizers take whatever stands before the first colon for a scheme, even in "?at=9:30".
        var colons = Scheme(trimmed) is null ? encoded.ToString().IndexOfAny(['/', '#']) : 0;
        return colons switch
        {
            0 => encoded.ToString(),
            < 0 => encoded.Replace(":", "%3A").ToString(),
            _ => encoded.Replace(":", "%3A", 0, colons).ToString(),
        };
    }
}
