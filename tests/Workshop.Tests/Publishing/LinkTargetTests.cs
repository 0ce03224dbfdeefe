using Workshop.Web.Publishing;

namespace Workshop.Tests.Publishing;

public sealed class LinkTargetTests
{
    [Theory]
    [InlineData("/venue/")]
    [InlineData("/venue")]
    [InlineData("/Venue/")]
    [InlineData("/VENUE")]
    [InlineData("/venue/#rooms")]
    [InlineData("/venue?from=mail")]
    [InlineData("/venue/?a=/b#c")]
    [InlineData("/v%65nue/")]
    [InlineData("../../venue/")]
    [InlineData("../../../../venue/")]
    [InlineData("/topics/../venue/")]
    [InlineData("/./venue/")]
    [InlineData(" /venue/ ")]
    [InlineData("\\venue\\")]
    [InlineData("https://workshop.example/venue/")]
    [InlineData("http://Workshop.example/venue#x")]
    public void LeadsTo_WaysToWriteIt_AreThatPage(string url) =>
        Assert.True(LinkTarget.LeadsTo(url, new LinkSource("/topics/one/", "", "https://workshop.example"), "", "/venue/"));

    [Theory]
    [InlineData("")]
    [InlineData("#venue")]
    [InlineData("?x")]
    [InlineData("/venues/")]
    [InlineData("/venue/rooms/")]
    [InlineData("/topics/venue/")]
    [InlineData("venue/")]
    [InlineData("../venue/")]
    [InlineData("//venue/")]
    [InlineData("/\\venue/")]
    [InlineData("mailto:venue@example.org")]
    [InlineData("javascript:/venue/")]
    [InlineData("https://elsewhere.example/venue/")]
    [InlineData("https://workshop.example.evil.example/venue/")]
    [InlineData("/topics%2F..%2Fvenue/")]
    [InlineData("http://[broken/venue/")]
    [InlineData("/2023/venue/")]
    [InlineData("/ven\ud800ue/")]
    public void LeadsTo_OtherAddresses_AreNot(string url) =>
        Assert.False(LinkTarget.LeadsTo(url, new LinkSource("/topics/one/", "", "https://workshop.example"), "", "/venue/"));

    [Theory]
    [InlineData("/topics/", "one/", "/topics/one/", true)]
    [InlineData("/topics/", "one", "/topics/one/", true)]
    [InlineData("/old.html", "venue.html", "/venue.html", true)]
    [InlineData("/old.html", "./VENUE.HTML#x", "/venue.html", true)]
    [InlineData("/old.html", "venue", "/venue.html", false)]
    [InlineData("/a/old.html", "../venue/", "/venue/", true)]
    [InlineData("/a/", "..", "/", true)]
    [InlineData("/", "a/", "/a/", true)]
    [InlineData("/a/", "/a/#part", "/a/", true)]
    [InlineData("/x/", "/caf%C3%A9/", "/café/", true)]
    [InlineData("/x/", "/cafe\u0301/", "/café/", true)]
    [InlineData("/x/", "/a b/", "/a b/", true)]
    [InlineData("/x/", "/a%20b/", "/a b/", true)]
    [InlineData("/x y/é/", "../z/", "/x y/z/", true)]
    public void LeadsTo_RelativeAndEncoded_IsAsABrowserReadsIt(string from, string url, string to, bool expected) =>
        Assert.Equal(expected, LinkTarget.LeadsTo(url, new LinkSource(from, ""), "", to));

    [Theory]
    [InlineData("/venue/", true)]
    [InlineData("/2023/venue/", true)]
    [InlineData("../venue/", true)]
    [InlineData("../../venue/", false)]
    [InlineData("https://workshop.example/venue/", false)]
    [InlineData("https://workshop.example/2023/venue/", true)]
    public void LeadsTo_InAnEarlierEdition_StaysWithinIt(string url, bool expected) =>
        Assert.Equal(
            expected, LinkTarget.LeadsTo(url, new LinkSource("/topics/", "/2023", "https://workshop.example"), "/2023", "/venue/"));

    [Fact]
    public void LeadsTo_FromTheCurrentToAnEarlierEdition_NeedsItsSlug()
    {
        Assert.True(LinkTarget.LeadsTo("/2023/venue/", new LinkSource("/topics/", ""), "/2023", "/venue/"));
        Assert.False(LinkTarget.LeadsTo("/venue/", new LinkSource("/topics/", ""), "/2023", "/venue/"));
    }
}
