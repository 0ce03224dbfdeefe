using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using NodaTime;

namespace Workshop.Web.Publishing.Cache;

/// <summary>What the pipeline answered to a request that nobody sent: status, headers and body, before any coding.</summary>
internal sealed class CapturedAnswer
{
    private CapturedAnswer(int status, KeyValuePair<string, StringValues>[] headers, byte[] body, Instant? until)
    {
        Status = status;
        Until = until;
        Headers = headers;
        Body = body;
        Hash = HashOf(headers, body);
    }

    public int Status { get; }

    /// <summary>All but Content-Length.</summary>
    public KeyValuePair<string, StringValues>[] Headers { get; }

    public byte[] Body { get; }

    /// <summary>When the page says something else; null for one that time does not change.</summary>
    public Instant? Until { get; }

    /// <summary>Of the headers too: a page that is sent with another policy is to be fetched anew.</summary>
    public string Hash { get; }

    /// <summary>Runs a GET for a path through the pipeline, as if a client with no wishes of its own had sent it.</summary>
    /// <param name="site">The snapshot that the pipeline is to see, as a feature of the request.</param>
    public static async Task<CapturedAnswer> OfAsync<TSite>(RequestDelegate pipeline, IServiceScopeFactory scopes, TSite site, string path)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var body = new MemoryStream();
        var response = new CapturingResponseFeature();
        var bodyFeature = new StreamResponseBodyFeature(body);
        var features = new FeatureCollection();
        features.Set<IServiceProvidersFeature>(new ServiceProvidersFeature { RequestServices = scope.ServiceProvider });
        features.Set<IHttpRequestFeature>(new HttpRequestFeature
        {
            Method = HttpMethods.Get,
            Scheme = "http",
            Protocol = "HTTP/1.1",
            Path = path,
            RawTarget = path,
            Headers = new HeaderDictionary { [HeaderNames.Host] = "localhost" },
        });
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(bodyFeature);
        features.Set(site);

        await pipeline(new DefaultHttpContext(features));
        await bodyFeature.CompleteAsync();
        await response.StartAsync();
        if (response.Headers.ContainsKey(HeaderNames.SetCookie))
        {
            throw new InvalidOperationException($"{path} sets a cookie, which would be sent to everybody who reads it.");
        }

        return new CapturedAnswer(
            response.StatusCode,
            [.. response.Headers.Where(header => header.Key != HeaderNames.ContentLength)],
            body.ToArray(),
            features.Get<PageFreshness>()?.Until);
    }

    private static string HashOf(KeyValuePair<string, StringValues>[] headers, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, value) in headers)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{name}: {value}\n"));
        }

        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 12));
    }

    /// <summary>The framework's own response feature drops these callbacks, by which middleware adds headers at the last moment.</summary>
    private sealed class CapturingResponseFeature : HttpResponseFeature
    {
        private readonly Stack<(Func<object, Task> Callback, object State)> _onStarting = [];

        public override void OnStarting(Func<object, Task> callback, object state) => _onStarting.Push((callback, state));

        public async Task StartAsync()
        {
            while (_onStarting.TryPop(out var last))
            {
                await last.Callback(last.State);
            }
        }
    }
}
