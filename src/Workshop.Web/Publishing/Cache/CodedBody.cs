using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Workshop.Web.Publishing.Cache;

/// <summary>A page in one content coding, with the strong entity tag of exactly these bytes (RFC 9110, section 8.8.3).</summary>
internal sealed class CodedBody
{
    // Of these bytes first, then of other bytes of the same page in the same coding.
    private readonly EntityTagHeaderValue[] _current;

    /// <param name="tag">Differs for different pages.</param>
    /// <param name="coding">Null for identity.</param>
    /// <param name="alsoCurrent">The tag of other bytes of the same page in the same coding: who has those need not fetch these.</param>
    public CodedBody(byte[] bytes, string tag, string? coding, string? alsoCurrent = null)
    {
        Bytes = bytes;
        Coding = coding;
        string?[] tags = [tag, alsoCurrent];
        _current = [.. tags
            .OfType<string>()
            .Select(text => new EntityTagHeaderValue(coding is null ? $"\"{text}\"" : $"\"{text}-{coding}\""))];
        ETag = _current[0].ToString();
    }

    public byte[] Bytes { get; }

    public StringValues Coding { get; }

    public StringValues ETag { get; }

    /// <summary>If-None-Match: a list, or *, compared weakly (RFC 9110, section 13.1.2).</summary>
    /// <returns>
    /// The tag of what the client has, where that is current, else null. It may be the tag of other bytes than
    /// <see cref="Bytes"/>: a cache only freshens what has the very tag that the 304 names (RFC 9111, section 4.3.4).
    /// </returns>
    public string? FindAmong(StringValues ifNoneMatch)
    {
        if (ifNoneMatch == ETag)
        {
            return ETag;
        }

        if (!EntityTagHeaderValue.TryParseList(ifNoneMatch, out var tags))
        {
            return null;
        }

        if (tags.Contains(EntityTagHeaderValue.Any))
        {
            return ETag;
        }

        return _current.FirstOrDefault(current => tags.Any(tag => current.Compare(tag, useStrongComparison: false)))?.ToString();
    }
}
