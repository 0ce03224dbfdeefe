using System.Text.RegularExpressions;
using Markdig.Syntax;
using Workshop.Data.Content;
using Workshop.Web.Rendering;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>
/// Links within the site: without its base address, and with the page's permalink where they name a file or a former address.
/// Everything else, and a link that leads to the right place as it is, stays as it was written.
/// </summary>
internal sealed partial class LinkRewriting(SiteAddresses addresses)
{
    /// <param name="references">Receives where the text that is returned shows or links to files of the site.</param>
    public MappedText Apply(MappedText text, SourcePage page, ICollection<MediaReference> references)
    {
        var edits = new SortedDictionary<int, TextEdit>();
        var moved = 0;
        foreach (var url in LinksIn(text.Text, page.IsHtml))
        {
            var (target, file) = Resolve(url.Value, page);
            if (file is not null)
            {
                references.Add(new MediaReference(url.Index + moved, target.Length, file, text.LineAt(url.Index)));
            }

            if (target != url.Value && edits.TryAdd(url.Index, new TextEdit(url.Index, url.Length, target)))
            {
                moved += target.Length - url.Length;
            }
        }

        return text.Apply(edits.Values);
    }

    /// <summary>The text with other link targets, and nothing else changed.</summary>
    /// <param name="target">What stands in the place of an address; the same where it stays.</param>
    public static string Replace(string markdown, Func<string, string> target)
    {
        var edits = new SortedDictionary<int, TextEdit>();
        foreach (var url in LinksIn(markdown, isHtml: false))
        {
            if (target(url.Value) is var replacement && replacement != url.Value)
            {
                edits.TryAdd(url.Index, new TextEdit(url.Index, url.Length, replacement));
            }
        }

        return new MappedText(markdown, 1).Apply(edits.Values).Text;
    }

    /// <returns>The address to write, and the path of the site's file that it leads to, where it does.</returns>
    private (string Target, string? File) Resolve(string url, SourcePage from)
    {
        var end = url.AsSpan().IndexOfAny('?', '#');
        var (address, suffix) = end < 0 ? (url, "") : (url[..end], url[end..]);
        if (address.Length == 0 || (addresses.PathWithin(address) is null
            && (address.Contains(':', StringComparison.Ordinal) || address.StartsWith("//", StringComparison.Ordinal))))
        {
            return (url, null);
        }

        var within = addresses.PathWithin(address);
        foreach (var candidate in within is not null ? [within] : Relative(address, from))
        {
            var decoded = Uri.UnescapeDataString(candidate);
            if (addresses.PageAt(decoded) is { } page)
            {
                return (Permalink.KeyOf(Uri.UnescapeDataString(address)) == page.Permalink.Key ? url : page.Permalink.Path + suffix, null);
            }

            if (addresses.FileAt(decoded) is { } file)
            {
                return (address == candidate ? url : candidate + suffix, file.Path);
            }
        }

        return (within is null || within == address ? url : within + suffix, null);
    }

    // As a browser reads it on the page's address, and as an editor reads it in the page's folder.
    private static IEnumerable<string> Relative(string address, SourcePage from) =>
        new[] { from.Address, "/" + from.File }.Select(place => Combine(place[..(place.LastIndexOf('/') + 1)], address))
            .OfType<string>()
            .Distinct();

    private static string? Combine(string folder, string relative)
    {
        var segments = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var segment in relative.Split('/'))
        {
            if (segment == "..")
            {
                if (segments.Count == 0)
                {
                    return null;
                }

                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("" or "."))
            {
                segments.Add(segment);
            }
        }

        return "/" + string.Join('/', segments) + (relative.EndsWith('/') && segments.Count > 0 ? "/" : "");
    }

    private static IEnumerable<Group> LinksIn(string text, bool isHtml)
    {
        var links = Links().Matches(text);
        IReadOnlyList<SourceSpan> code = links.Count == 0 || isHtml ? [] : MarkdownReading.Of(text).Code;
        return links.Select(match => match.Groups["url"]).Where(url => !IsIn(code, url.Index));
    }

    private static bool IsIn(IReadOnlyList<SourceSpan> code, int position)
    {
        var (low, high) = (0, code.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = code[middle].Start <= position ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && position <= code[low - 1].End;
    }

    // Markdown's inline links, its reference definitions, and the attributes of HTML.
    [GeneratedRegex(
        """\]\([ \t]*(?:<(?<url>[^<>\n]*)>|(?<url>[^\s<>()]+))|^ {0,3}\[[^\[\]\n]+\]:[ \t]*<?(?<url>[^\s<>]+)"""
        + """|(?:href|src)[ \t]*=[ \t]*(?:"(?<url>[^"\n]*)"|'(?<url>[^'\n]*)')""",
        RegexOptions.NonBacktracking
        | RegexOptions.Multiline
        | RegexOptions.IgnoreCase
        | RegexOptions.CultureInvariant
        | RegexOptions.ExplicitCapture)]
    private static partial Regex Links();
}
