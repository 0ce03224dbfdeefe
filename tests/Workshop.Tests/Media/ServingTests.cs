using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Workshop.Tests.Accounts;

namespace Workshop.Tests.Media;

/// <summary>What readers get at an address of media.</summary>
[StartsPortals(2, "one test has a replica")]
public sealed class ServingTests(SharedPortal shared) : MediaTest(shared)
{
    [Fact]
    public async Task Picture_OfAnAddress_IsKeptForEverAndMayDoNothing()
    {
        var file = await AddAsync("a.png", Pictures.Png());

        using var answer = await Portal.Client.GetAsync(file.Address);
        using var organizers = await Organizer.GetAsync(file.Address);

        Assert.Equal("image/png", answer.Content.Headers.ContentType!.ToString());
        Assert.Null(answer.Content.Headers.ContentDisposition);
        Assert.Equal(
            "default-src 'none'; frame-ancestors 'none'; sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal($"\"{file.Hash[..32]}\"", answer.Headers.ETag!.ToString());
        Assert.All(
            new[] { answer, organizers }, one => Assert.Equal("public, max-age=31536000, immutable", one.Headers.CacheControl!.ToString()));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Pdf_OfAnAddress_IsHandedOutAndNotShown()
    {
        var file = await AddAsync("call for papers.pdf", Pictures.Pdf);

        using var answer = await Portal.Client.GetAsync(file.Address);

        Assert.Equal(
            ("attachment", "call-for-papers.pdf"),
            (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileName));
        Assert.Equal(Pictures.Pdf, await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Head_OfAnAddress_IsTheAnswerWithoutItsBody()
    {
        var file = await AddAsync("a.png", Pictures.Png());

        using var answer = await Portal.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, file.Address));

        Assert.Equal((HttpStatusCode.OK, file.Length), (answer.StatusCode, answer.Content.Headers.ContentLength));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("bytes=10-19", HttpStatusCode.PartialContent, 10)]
    [InlineData("bytes=-5", HttpStatusCode.PartialContent, 5)]
    [InlineData("bytes=99999999-", HttpStatusCode.RequestedRangeNotSatisfiable, 0)]
    public async Task Range_OfAnAddress_IsThatPartOrNone(string range, HttpStatusCode status, int length)
    {
        var file = await AddAsync("a.png", Pictures.Png());
        using var request = new HttpRequestMessage(HttpMethod.Get, file.Address) { Headers = { Range = RangeHeaderValue.Parse(range) } };

        using var answer = await Portal.Client.SendAsync(request);

        Assert.Equal((status, length), (answer.StatusCode, (await answer.Content.ReadAsByteArrayAsync()).Length));
    }

    [Fact]
    public async Task IfNoneMatch_SameTag_IsNotModified()
    {
        var file = await AddAsync("a.png", Pictures.Png());
        using var first = await Portal.Client.GetAsync(file.Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, file.Address) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };

        using var answer = await Portal.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Fact]
    public async Task Address_WithAnotherNameOrHash_LeadsToTheFileOrNowhere()
    {
        var file = await AddAsync("Zürich.png", Pictures.Png());

        using var renamed = await Portal.Client.GetAsync($"/media/{file.Hash}/other.png");
        using var unknown = await Portal.Client.GetAsync($"/media/{new string('0', 64)}/Zürich.png");
        using var noHash = await Portal.Client.GetAsync("/media/x/a.png");
        using var post = await Portal.Client.PostAsync(file.Address, null);

        Assert.Equal((HttpStatusCode.MovedPermanently, file.Address), (renamed.StatusCode, renamed.Headers.Location!.OriginalString));
        Assert.EndsWith("/Z%C3%BCrich.png", file.Address, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, noHash.StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
    }

    [Fact]
    public async Task Answer_SecondTime_DoesNotAskTheDatabase()
    {
        var kept = await AddAsync("kept.png", Pictures.Png());
        var cold = await AddAsync("cold.png", Pictures.Png(80, 40));
        var expected = await Portal.Client.GetByteArrayAsync(kept.Address);
        await Portal.HideDatabaseAsync();

        using var again = await Portal.Client.GetAsync(kept.Address);
        using var never = await Portal.Client.GetAsync(cold.Address);
        await Portal.ShowDatabaseAsync();

        Assert.Equal(expected, await again.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, never.StatusCode);
        Assert.Equal("This has to wait a moment", (await Browser.ReadAsync(never)).QuerySelector("h1")!.TextContent);
        Assert.NotEqual("public, max-age=31536000, immutable", never.Headers.CacheControl?.ToString());
        Assert.Equal(HttpStatusCode.OK, (await Portal.Client.GetAsync(cold.Address)).StatusCode);
    }

    [Fact]
    public async Task Replica_AfterAnUploadAndADeletion_FollowsByItself()
    {
        await using var replica = await Portal.StartReplicaAsync();
        var file = await AddAsync("a.png", Pictures.Png());
        await Eventually.TrueAsync(async () => (await replica.Client.GetAsync(file.Address)).StatusCode == HttpStatusCode.OK);

        await using (var db = Portal.OpenDatabase())
        {
            await db.MediaFiles.ExecuteDeleteAsync();
        }

        await Eventually.TrueAsync(async () => (await replica.Client.GetAsync(file.Address)).StatusCode == HttpStatusCode.NotFound);
    }
}
