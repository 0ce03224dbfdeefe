using System.Diagnostics;
using System.IO.Compression;

namespace Workshop.Benchmarks;

/// <summary>What an address costs that is made anew for each request.</summary>
internal sealed record Uncached(IReadOnlyList<double> Milliseconds, byte[] Body)
{
    private const int Rounds = 60;
    private const int WarmUp = 40;

    public double Kilobytes => Body.Length / 1000.0;

    public double KilobytesInGzip
    {
        get
        {
            using var coded = new MemoryStream();
            using (var gzip = new GZipStream(coded, CompressionLevel.SmallestSize, leaveOpen: true))
            {
                gzip.Write(Body);
            }

            return coded.Length / 1000.0;
        }
    }

    public static async Task<Uncached> MeasureAsync(HttpClient client, Uri address)
    {
        var (times, body) = (new List<double>(), Array.Empty<byte>());
        for (var round = -WarmUp; round < Rounds; round++)
        {
            // As an organizer would be: files ignore their query, and this is answered anew.
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Cookie", "workshop-organizer=x" } } };
            var began = Stopwatch.GetTimestamp();
            using var answer = await client.SendAsync(request);
            body = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            if (round >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
        }

        return new Uncached(times, body);
    }
}
