using System.Net;
using AngleSharp.Html.Parser;

namespace Workshop.Tests.Accounts;

/// <summary>Readers meet nothing of the accounts: not in what they get, and not in what others get beside them.</summary>
public sealed class NoTraceTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private static readonly string[] Paths =
        ["/", "/overview/", "/overview", "/old/", "/nothing/", "/search", "/search?q=words", "/feed.xml", "/sitemap.xml", "/robots.txt", "/overview/?x=1", "/theme/8a2be2.css", "/css/site.css"];

    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        var page = await _portal.PublishAsync(await _portal.AddEditionAsync(), "/overview/", "Overview", "Words.");
        await using (var db = _portal.OpenDatabase())
        {
            await new Workshop.Data.Content.PageWriter(db).AddRedirectAsync(
                page, Workshop.Data.Content.Permalink.Parse("/old/"), CancellationToken.None);
        }

        await _portal.ReloadAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task PublicAnswers_BeforeAndAfterAccounts_AreTheSameToTheByte()
    {
        var before = await ReadAllAsync();

        await _portal.AddOrganizerAsync();
        using var organizer = await _portal.EnterAsync();
        foreach (var path in Paths)
        {
            (await organizer.GetAsync(path)).Dispose();
        }

        Assert.Equal(before, await ReadAllAsync());
    }

    [Fact]
    public async Task PublicAnswers_ForReaders_SetNoCookieAndAskForNothing()
    {
        foreach (var path in Paths)
        {
            using var answer = await _portal.Client.GetAsync(path);
            var body = await answer.Content.ReadAsStringAsync();
            var page = new HtmlParser().ParseDocument(body);

            Assert.False(answer.Headers.Contains("Set-Cookie"), path);
            Assert.Empty(page.QuerySelectorAll(
                "form:not([action='/search']), script:not([type='application/ld+json']), input[type=password], input[type=hidden]"));
            Assert.DoesNotContain("__RequestVerificationToken", body, StringComparison.Ordinal);
            Assert.DoesNotContain(
                page.QuerySelectorAll("[href]"), element => element.GetAttribute("href")!.StartsWith("/a", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task OrganizersView_OfAnyPage_IsKeptNowhere()
    {
        await _portal.AddOrganizerAsync();
        using var organizer = await _portal.EnterAsync();

        var page = await organizer.ReadAsync("/overview/");

        Assert.NotNull(page.QuerySelector(".organizer a[href^='/admin/pages/']"));
        foreach (var path in Paths.Where(path => !path.EndsWith(".css", StringComparison.Ordinal)))
        {
            using var answer = await organizer.GetAsync(path);
            Assert.True(answer.Headers.CacheControl?.NoStore, path);
            Assert.Null(answer.Headers.ETag);
        }
    }

    [Fact]
    public async Task OrganizersView_ReadersBesideIt_NeverGetIt()
    {
        await _portal.AddOrganizerAsync();
        using var organizer = await _portal.EnterAsync();
        var cookie = organizer.Cookies.GetCookies(_portal.Client.BaseAddress!)["workshop-organizer"]!;
        var expected = await _portal.Client.GetStringAsync("/overview/");
        using var first = await _portal.Client.GetAsync("/overview/");
        var tag = first.Headers.ETag!;

        await Task.WhenAll(Enumerable.Range(0, 200).Select(async number =>
        {
            // Each kind of request that could take one for the other.
            var (method, header, value, isOrganizer) = (number % 7) switch
            {
                0 => ("GET", "Cookie", $"workshop-organizer={cookie.Value}", true),
                1 => ("GET", "Accept", "*/*", false),
                2 => ("GET", "Cookie", $"other=workshop-organizer={cookie.Value}x", false),
                3 => ("GET", "Cookie", "workshop-organizer=forged", false),
                4 => ("HEAD", "Cookie", $"workshop-organizer={cookie.Value}", true),
                5 => ("GET", "If-None-Match", tag.ToString(), false),
                _ => ("HEAD", "If-None-Match", tag.ToString(), false),
            };
            using var request = new HttpRequestMessage(new HttpMethod(method), "/overview/");
            request.Headers.Add(header, value);
            using var answer = await _portal.Client.SendAsync(request);
            var body = await answer.Content.ReadAsStringAsync();
            Assert.Equal(isOrganizer, answer.Headers.CacheControl?.NoStore);
            Assert.Equal(isOrganizer && method == "GET", body.Contains("class=\"organizer\"", StringComparison.Ordinal));
            Assert.Equal(header == "If-None-Match" ? HttpStatusCode.NotModified : HttpStatusCode.OK, answer.StatusCode);
            if (!isOrganizer && answer.StatusCode == HttpStatusCode.OK)
            {
                Assert.Equal(expected, body);
            }
        }));
    }

    [Fact]
    public async Task OrganizersView_WithTheTagOfTheReaders_IsSentWhole()
    {
        await _portal.AddOrganizerAsync();
        using var organizer = await _portal.EnterAsync();
        using var first = await _portal.Client.GetAsync("/overview/");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/overview/") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };

        using var answer = await organizer.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("class=\"organizer\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OrganizersAddresses_WhateverTheAnswer_AreKeptNowhere()
    {
        foreach (var path
            in new[] { "/admin/", "/admin/nothing/", "/account/login", "/account/logout", "/account/oidc", "/account/nothing" })
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head, HttpMethod.Post, HttpMethod.Put })
            {
                using var answer = await _portal.Client.SendAsync(new HttpRequestMessage(method, path));
                Assert.True(answer.Headers.CacheControl?.NoStore, $"{method} {path}");
            }
        }
    }

    private async Task<string> ReadAllAsync()
    {
        var answers = new List<string>();
        foreach (var path in Paths)
        {
            using var answer = await _portal.Client.GetAsync(path);
            var headers = answer.Headers
                .Concat(answer.Content.Headers)
                .Where(header => header.Key is not ("Date" or "Age"))
                .Select(header => $"{header.Key}: {string.Join(',', header.Value)}");
            answers.Add($"{path} {answer.StatusCode}\n{string.Join('\n', headers)}\n{await answer.Content.ReadAsStringAsync()}");
        }

        return string.Join("\n\n", answers);
    }
}
