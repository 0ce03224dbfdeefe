using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Workshop.Web.Publishing;

/// <summary>A page in one content coding, with the strong entity tag of exactly these bytes (RFC 9110, section 8.8.3).</summary>
internal sealed class CodedBody
{
    private readonly EntityTagHeaderValue[] _current;

    /// <param name="tag">Differs for different pages.</param>
    /// <param name="coding">Null for identity.</param>
    /// <param name="alsoCurrent">Other bytes of the same page in the same coding: who has those need not fetch these.</param>
    public CodedBody(byte[] bytes, string tag, string? coding, CodedBody? alsoCurrent = null)
    {
        Bytes = bytes;
        Coding = coding;
        var etag = new EntityTagHeaderValue(coding is null ? $"\"{tag}\"" : $"\"{tag}-{coding}\"");
        ETag = etag.ToString();
        _current = [etag, .. alsoCurrent?._current ?? []];
    }

    public byte[] Bytes { get; }

    public StringValues Coding { get; }

    public StringValues ETag { get; }

    /// <summary>If-None-Match: a list, or *, compared weakly (RFC 9110, section 13.1.2).</summary>
    public bool IsAmong(StringValues ifNoneMatch)
    {
        if (ifNoneMatch == ETag)
        {
            return true;
        }

        return EntityTagHeaderValue.TryParseList(ifNoneMatch, out var tags)
            && tags.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || _current.Any(current => current.Compare(tag, useStrongComparison: false)));
    }
}
