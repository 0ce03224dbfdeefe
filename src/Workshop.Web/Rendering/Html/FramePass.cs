using System.Text.RegularExpressions;

namespace Workshop.Web.Rendering.Html;

/// <summary>
/// An embedded video or map becomes a link to it: nothing of another host loads with the page. Frames of other hosts
/// become plain links too, so that no reader loses what an organizer wanted to show.
/// </summary>
internal static partial class FramePass
{
    private static readonly Dictionary<string, string> Hosts = new()
    {
        ["youtube.com"] = "Video on YouTube",
        ["youtube-nocookie.com"] = "Video on YouTube",
        ["youtu.be"] = "Video on YouTube",
        ["vimeo.com"] = "Video on Vimeo",
        ["slideslive.com"] = "Talk on SlidesLive",
        ["bilibili.com"] = "Video on Bilibili",
        ["loom.com"] = "Video on Loom",
        ["google.com/maps"] = "Map on Google Maps",
        ["maps.google.com"] = "Map on Google Maps",
        ["openstreetmap.org"] = "Map on OpenStreetMap",
    };

    public static void Apply(RenderPage page)
    {
        foreach (var frame in page.All("iframe"))
        {
            var address = Addresses.Trim(frame.GetAttribute("src") ?? "");
            if (address.StartsWith("//", StringComparison.Ordinal))
            {
                address = "https:" + address;
            }

            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0)
            {
                continue;
            }

            var known = NameOf(uri);
            var title = frame.GetAttribute("title")?.Trim();
            var link = page.Document.CreateElement("a");
            link.SetAttribute("href", WatchAddress(uri));
            link.SetAttribute("class", known is null ? "embed-other" : "embed");
            link.TextContent = title is { Length: > 0 } ? title : known ?? uri.Host;
            page.Warn(frame, known is null
                ? $"An iframe of {uri.Host}, which is not on the list of video and map hosts, was turned into a link."
                : "An iframe was turned into a link.");
            page.Replace(frame, link);
        }
    }

    private static string? NameOf(Uri uri)
    {
        var host = uri.Host;
        foreach (var (key, name) in Hosts)
        {
            var (domain, path) = key.Split('/') is [var d, var p] ? (d, "/" + p) : (key, "");
            if ((host == domain || host.EndsWith("." + domain, StringComparison.Ordinal)) && uri.AbsolutePath.StartsWith(path, StringComparison.Ordinal))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>The page that a person would open, rather than the bare player.</summary>
    private static string WatchAddress(Uri uri)
    {
        if (YouTube().Match(uri.AbsoluteUri) is { Success: true } youTube)
        {
            return "https://www.youtube.com/watch?v=" + youTube.Groups[1].Value;
        }

        if (Vimeo().Match(uri.AbsoluteUri) is { Success: true } vimeo)
        {
            return "https://vimeo.com/" + vimeo.Groups[1].Value;
        }

        return Bilibili().Match(uri.AbsoluteUri) is { Success: true } bilibili
            ? "https://www.bilibili.com/video/" + bilibili.Groups[1].Value
            : uri.AbsoluteUri;
    }

    [GeneratedRegex(@"^https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{11})(?:[?&#]|$)")]
    private static partial Regex YouTube();

    [GeneratedRegex(@"^https?://player\.vimeo\.com/video/(\d+)(?:[?#]|$)")]
    private static partial Regex Vimeo();

    [GeneratedRegex(@"^https?://player\.bilibili\.com/player\.html\?(?:.*&)?bvid=(BV\w+)")]
    private static partial Regex Bilibili();
}
