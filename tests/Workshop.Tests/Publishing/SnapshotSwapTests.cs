using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Content;
using Workshop.Data.Editions;

namespace Workshop.Tests.Publishing;

/// <summary>Readers while the site changes under them: everything in one answer is of one transaction.</summary>
public sealed partial class SnapshotSwapTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    private const int Pages = 5;
    private const int Publishes = 40;

    private readonly ConcurrentDictionary<string, string> _bodies = new();
    private readonly ConcurrentDictionary<int, int> _seen = new();
    private readonly RunningPortal _portal = shared.Portal;
    private Edition _edition = null!;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        _edition = await _portal.AddEditionAsync();
        await PublishVersionAsync(0);
        await _portal.ReloadAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Get_WhileVersionsArePublished_IsOneVersionThroughoutAndTagsNameBytes()
    {
        using var stopping = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 6).Select(n => Task.Run(() => ReadAsync(n, stopping.Token))).ToList();

        // Told by the database alone, like any other replica.
        for (var version = 1; version <= Publishes; version++)
        {
            await PublishVersionAsync(version);
            await Task.Delay(20);
        }

        await Eventually.TrueAsync(() => Task.FromResult(_seen.ContainsKey(Publishes) || readers.Exists(reader => reader.IsFaulted)));
        await stopping.CancelAsync();
        await Task.WhenAll(readers);

        Assert.True(_seen.Count > 5, $"Only {_seen.Count} versions were seen, so nothing changed under the readers.");
    }

    private static string PathOf(int page) => string.Create(CultureInfo.InvariantCulture, $"/page-{page}/");

    private static PageContent Content(int page, int version) => new()
    {
        Title = $"Page {page} v{version}v",
        NavigationLabel = $"Label {page} v{version}v",
        Description = $"Description v{version}v",
        Markdown = $"Body v{version}v. [link](/page-{page}/#v{version}v)",
    };

    private async Task PublishVersionAsync(int version)
    {
        await using var db = _portal.OpenDatabase();
        var writer = new PageWriter(db);
        await using var transaction = await db.Database.BeginTransactionAsync();
        for (var n = 0; n < Pages; n++)
        {
            var path = PathOf(n);
            var page = await db.Pages.Include(p => p.LatestRevision).SingleOrDefaultAsync(p => p.Permalink == path)
                ?? await writer.CreateAsync(_edition, Permalink.Parse(path), Content(n, version), "Ada", RunningPortal.Now, default);
            page.InNavigation = true;
            var revision = await writer.SaveAsync(page, Content(n, version), "Ada", null, RunningPortal.Now, default);
            await writer.PublishAsync(page, revision, RunningPortal.Now, default);
        }

        await transaction.CommitAsync();
    }

    private async Task ReadAsync(int reader, CancellationToken stopping)
    {
        var random = new Random(reader);
        var coding = new[] { "identity", "gzip", "br" }[reader % 3];
        string? known = null;
        while (!stopping.IsCancellationRequested)
        {
            var isCached = random.Next(4) > 0;
            var path = random.Next(Pages + 1) is var page and < Pages ? PathOf(page) : "/";
            using var request = new HttpRequestMessage(HttpMethod.Get, isCached ? path : path + "?x=1");
            request.Headers.Add("Accept-Encoding", coding);
            if (known is not null)
            {
                request.Headers.Add("If-None-Match", known);
            }

            using var answer = await _portal.Client.SendAsync(request, CancellationToken.None);
            var tag = answer.Headers.ETag?.Tag;
            if (answer.StatusCode == HttpStatusCode.NotModified)
            {
                Assert.Equal(known, tag);
                continue;
            }

            var bytes = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
            var body = Encoding.UTF8.GetString(ContentCodings.Decode(bytes, answer.Content.Headers.ContentEncoding.SingleOrDefault()));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var version = Assert.Single(VersionMark().Matches(body).Select(mark => mark.Groups[1].Value).Distinct());
            _seen.TryAdd(int.Parse(version, CultureInfo.InvariantCulture), 0);
            if (isCached)
            {
                Assert.Equal(_bodies.GetOrAdd(tag!, body), body);
                known = tag;
            }
        }
    }

    [GeneratedRegex("v([0-9]+)v")]
    private static partial Regex VersionMark();
}
