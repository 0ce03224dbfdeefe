using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Microsoft.AspNetCore.WebUtilities;

namespace Workshop.Web.Rendering.Html;

/// <summary>
/// An embedded video or map becomes a link to it: nothing of another host loads with the page. Frames of other hosts
/// become plain links too, so that no reader loses what an organizer wanted to show.
/// </summary>
internal static partial class FramePass
{
    private static readonly Host[] Hosts =
    [
        new("youtube.com", "Video on YouTube"),
        new("youtube-nocookie.com", "Video on YouTube"),
        new("youtu.be", "Video on YouTube"),
        new("vimeo.com", "Video on Vimeo"),
        new("slideslive.com", "Talk on SlidesLive"),
        new("bilibili.com", "Video on Bilibili"),
        new("loom.com", "Video on Loom"),
        new("google.com", "Map on Google Maps", "/maps"),
        new("maps.google.com", "Map on Google Maps"),
        new("openstreetmap.org", "Map on OpenStreetMap"),
    ];

    public static void Apply(RenderPage page)
    {
        foreach (var frame in page.All("iframe"))
        {
            var address = Addresses.Trim(frame.GetAttribute("src") ?? "");
            if (address.StartsWith("//", StringComparison.Ordinal))
            {
                address = "https:" + address;
            }

            if (Addresses.IsRelative(address))
            {
                Replace(page, frame, address, "embed-other", address, "An iframe was turned into a link.");
                continue;
            }

            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.UserInfo.Length > 0)
            {
                continue;
            }

            var known = NameOf(uri);
            Replace(page, frame, WatchAddress(uri), known is null ? "embed-other" : "embed", known ?? uri.Host, known is null
                ? $"An iframe of {uri.Host}, which is not on the list of video and map hosts, was turned into a link."
                : "An iframe was turned into a link.");
        }
    }

    private static void Replace(RenderPage page, IElement frame, string address, string style, string name, string warning)
    {
        var title = frame.GetAttribute("title")?.Trim();
        var link = page.Document.CreateElement("a");
        link.SetAttribute("href", address);
        link.SetAttribute("class", style);
        link.TextContent = title is { Length: > 0 } ? title : name;
        page.Warn(frame, warning);
        page.Replace(frame, link);
    }

    private static string? NameOf(Uri uri) => Array.Find(Hosts, host => host.Has(uri))?.Name;

    /// <summary>The page that a person would open, rather than the bare player.</summary>
    private static string WatchAddress(Uri uri)
    {
        if (YouTube().Match(uri.AbsoluteUri) is { Success: true } youTube)
        {
            var start = Parameter(uri, "start") ?? Parameter(uri, "t");
            return (youTube.Groups[1].Value, Parameter(uri, "list"), Parameter(uri, "channel")) switch
            {
                ("videoseries", { } list, _) => "https://www.youtube.com/playlist?list=" + list,
                ("live_stream", _, { } channel) => $"https://www.youtube.com/channel/{channel}/live",
                ("videoseries" or "live_stream", _, _) => uri.AbsoluteUri,
                var (id, _, _) => "https://www.youtube.com/watch?v=" + id + (start is null ? "" : "&t=" + start),
            };
        }

        if (Vimeo().Match(uri.AbsoluteUri) is { Success: true } vimeo)
        {
            // The hash is the key to an unlisted video; "#t=" is where it starts.
            return "https://vimeo.com/" + vimeo.Groups[1].Value + (Parameter(uri, "h") is { } hash ? "/" + hash : "") + uri.Fragment;
        }

        return Bilibili().Match(uri.AbsoluteUri) is { Success: true } bilibili
            ? "https://www.bilibili.com/video/" + bilibili.Groups[1].Value
            : uri.AbsoluteUri;
    }

    /// <summary>Null also where the value is more than a plain word, so that it cannot add to the address.</summary>
    private static string? Parameter(Uri uri, string name) =>
        QueryHelpers.ParseQuery(uri.Query).TryGetValue(name, out var values) && values is [{ Length: > 0 } value]
        && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? value : null;

    private sealed record Host(string Domain, string Name, string Path = "")
    {
        public bool Has(Uri uri) =>
            (uri.Host == Domain || uri.Host.EndsWith("." + Domain, StringComparison.Ordinal))
            && (Path.Length == 0 || uri.AbsolutePath == Path || uri.AbsolutePath.StartsWith(Path + "/", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]{11})(?:[?&#]|$)")]
    private static partial Regex YouTube();

    [GeneratedRegex(@"^https?://player\.vimeo\.com/video/(\d+)(?:[?#]|$)")]
    private static partial Regex Vimeo();

    [GeneratedRegex(@"^https?://player\.bilibili\.com/player\.html\?(?:.*&)?bvid=(BV\w+)")]
    private static partial Regex Bilibili();
}
