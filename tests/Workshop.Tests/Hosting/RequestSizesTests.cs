using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Workshop.Tests.Hosting;

/// <summary>Nobody has memory taken by what they send: refused by its length, or read no further than the bound.</summary>
[StartsPortals(2, "one has a page that takes more")]
public sealed class RequestSizesTests(SharedPortal shared, TestDatabase databases) : IClassFixture<SharedPortal>
{
    private const int TooMuch = 1024 * 1024;

    [Theory]
    [InlineData("/account/logout")]
    [InlineData("/account/login")]
    [InlineData("/account/oidc/callback")]
    [InlineData("/admin/account/")]
    [InlineData("/search")]
    [InlineData("/nothing/")]
    public async Task Post_TooLarge_IsAnsweredInWords(string path)
    {
        var portal = shared.Portal;
        await portal.AddAnotherEditionAsync();
        using var form = Form(TooMuch);

        using var answer = await portal.Client.PostAsync(path, form);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("That is too much at once", page.QuerySelector("h1")!.TextContent);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("/account/logout")]
    [InlineData("/account/oidc/callback")]
    [InlineData("/search")]
    public async Task Post_TooLargeOfNoStatedLength_IsReadNoFurtherThanTheBound(string path)
    {
        var portal = shared.Portal;
        using var form = new EndlessForm();

        HttpStatusCode? status = null;
        try
        {
            using var answer = await portal.Client.PostAsync(path, form);
            status = answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            // The connection was closed while there was more to send.
        }

        Assert.True(status is null or (>= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError), $"{status}");
        Assert.True(form.Sent < EndlessForm.Most, "Everything was read.");
    }

    [Fact]
    public async Task Post_ToAPageThatTakesMore_IsRead()
    {
        await using var portal = await RunningPortal.StartAsync(databases, builder => builder.Services.PostConfigure<RazorPagesOptions>(pages =>
            pages.Conventions.AddAreaPageApplicationModelConvention(
                "Account", "/Logout", page => page.EndpointMetadata.Add(new RequestSizeLimitAttribute(2 * TooMuch)))));
        await portal.AddEditionAsync();
        using var form = Form(TooMuch);

        using var answer = await portal.Client.PostAsync("/account/logout", form);

        // For want of a token, and no longer for its length.
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static ByteArrayContent Form(int length)
    {
        var form = new byte[length];
        Array.Fill(form, (byte)'a');
        return new ByteArrayContent(form) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded") } };
    }

    private sealed class EndlessForm : HttpContent
    {
        public const int Most = 28 * TooMuch;

        private static readonly byte[] Fields = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("a=1234567&", 1_000)));

        public EndlessForm() => Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");

        public int Sent { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (; Sent < Most; Sent += Fields.Length)
            {
                await stream.WriteAsync(Fields);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
