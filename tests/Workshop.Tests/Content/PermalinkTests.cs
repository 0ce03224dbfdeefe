using Workshop.Data.Content;

namespace Workshop.Tests.Content;

public sealed class PermalinkTests
{
    [Theory]
    [InlineData("/overview/", "/overview/")]
    [InlineData("overview", "/overview/")]
    [InlineData("/2025", "/2025/")]
    [InlineData("/Topics/Spikes", "/Topics/Spikes/")]
    [InlineData("/travel awards/", "/travel awards/")]
    [InlineData("/travel%20awards/", "/travel awards/")]
    [InlineData("//evil.example/", "/evil.example/")]
    [InlineData("/old.html", "/old.html")]
    [InlineData("/", "/")]
    [InlineData("", "/")]
    public void Parse_Address_HasSlashesAtItsEnds(string text, string value) =>
        Assert.Equal(value, Permalink.Parse(text).Value);

    [Theory]
    [InlineData("/Overview/", "/overview")]
    [InlineData("/overview", "/OVERVIEW/")]
    [InlineData("/rene\u0301/", "/Ren\u00e9")]
    public void Key_SpellingsOfOneAddress_AreEqual(string one, string other) =>
        Assert.Equal(Permalink.Parse(one).Key, Permalink.Parse(other).Key);

    [Fact]
    public void Path_SpaceAndUmlaut_IsPercentEncoded() =>
        Assert.Equal("/travel%20awards/%C3%BC/", Permalink.Parse("/travel awards/ü/").Path);

    [Theory]
    [InlineData("/../etc/", "empty or relative part")]
    [InlineData("/a/./b/", "empty or relative part")]
    [InlineData("/a//b/", "empty or relative part")]
    [InlineData("/%2e%2e/etc", "empty or relative part")]
    [InlineData("/a?b", "no address can have")]
    [InlineData("/a#b", "no address can have")]
    [InlineData("/a\\b", "no address can have")]
    [InlineData("/a\u0000b", "no address can have")]
    [InlineData("/<script>", "no address can have")]
    [InlineData("/%zz", "no address can have")]
    [InlineData("/\ud800/", "not valid Unicode")]
    [InlineData("/admin/pages/", "belongs to the portal")]
    [InlineData("/ADMIN/", "belongs to the portal")]
    [InlineData("/sitemap.xml", "belongs to the portal")]
    [InlineData("/people/ada/", "belongs to the portal")]
    public void TryParse_BadAddress_SaysWhy(string text, string reason)
    {
        Assert.False(Permalink.TryParse(text, out _, out var error));
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void TryParse_TooLong_SaysWhy()
    {
        // The slashes at both ends count.
        Assert.True(Permalink.TryParse(new string('a', Permalink.MaxLength - 2), out _, out _));
        Assert.True(Permalink.TryParse(Uri.EscapeDataString(new string('漢', 60)), out _, out _));
        Assert.False(Permalink.TryParse(new string('a', Permalink.MaxLength - 1), out _, out var error));
        Assert.Equal($"The permalink is longer than {Permalink.MaxLength} characters.", error);
        Assert.False(Permalink.TryParse(new string('a', 1_000_000), out _, out _));
    }

    [Theory]
    [InlineData("/people/")]
    [InlineData("/sessions/")]
    [InlineData("/schedule/")]
    public void TryParse_PageThatListsWhatThePortalOwns_IsAllowed(string text) =>
        Assert.True(Permalink.TryParse(text, out _, out _));
}
