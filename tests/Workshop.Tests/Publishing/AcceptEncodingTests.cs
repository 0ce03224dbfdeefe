using Workshop.Web.Publishing.Cache;

namespace Workshop.Tests.Publishing;

public sealed class AcceptEncodingTests
{
    /// <summary>Null stands for 406: not even identity is acceptable.</summary>
    public static TheoryData<string[], string?> Wishes => new()
    {
        { [], "Identity" },
        { [""], "Identity" },
        { ["gzip"], "Gzip" },
        { ["GZIP"], "Gzip" },
        { ["x-gzip"], "Gzip" },
        { ["br"], "Brotli" },
        { ["Br"], "Brotli" },
        { ["gzip, deflate, br, zstd"], "Brotli" },
        { ["gzip, deflate"], "Gzip" },
        { ["br;q=0.5, gzip;q=0.9"], "Gzip" },
        { ["br;q=0.5,gzip;q=0.5"], "Brotli" },
        { ["gzip;q=0.001"], "Gzip" },
        { ["gzip; q=0.3 , br ; q=0.2"], "Gzip" },
        { ["*"], "Brotli" },
        { ["*;q=0.1"], "Brotli" },
        { ["br;q=0, *"], "Gzip" },
        { ["gzip;q=0, *"], "Brotli" },
        { ["br;q=0, gzip;q=0, *"], "Identity" },
        { ["gzip;q=0.5, *;q=0"], "Gzip" },
        { ["br;q=0"], "Identity" },
        { ["gzip;q=0"], "Identity" },
        { ["identity"], "Identity" },
        { ["identity, gzip;q=0.5"], "Identity" },
        { ["identity;q=0.5, gzip;q=0.5"], "Gzip" },
        { ["identity;q=0.5, *;q=0"], "Identity" },
        { ["deflate, zstd"], "Identity" },
        { ["gzip", "br"], "Brotli" },
        { ["gzip;q=1", "br;q=0.1"], "Gzip" },
        { [";;;"], "Identity" },
        { ["gzip;q=lots"], "Identity" },
        { ["<script>, gzip"], "Gzip" },
        { ["*;q=0"], null },
        { ["identity;q=0"], null },
        { ["identity;q=0, *;q=0"], null },
        { ["identity;q=0, gzip;q=0"], null },
        { ["identity;q=0, gzip"], "Gzip" },
        { ["identity;q=0, *"], "Brotli" },
    };

    /// <summary>RFC 9110, section 12.5.3.</summary>
    [Theory]
    [MemberData(nameof(Wishes))]
    public void Choose_HeaderLines_IsTheBestThatTheClientTakes(string[] lines, string? expected)
    {
        Assert.Equal(expected, AcceptEncoding.Choose(lines)?.ToString());
        // From memory now.
        Assert.Equal(expected, AcceptEncoding.Choose(lines)?.ToString());
    }

    [Fact]
    public void Choose_ManySpellingsThatNobodyUses_StillChoosesRight()
    {
        for (var n = 0; n < 1000; n++)
        {
            Assert.Equal(ContentCoding.Gzip, AcceptEncoding.Choose($"gzip, made-up-{n}"));
        }
    }
}
