using System.Collections.Immutable;

namespace Workshop.Data.Programme;

/// <summary>Links as people write them in a form or a file: one a line, title and address with a bar between them.</summary>
internal static class LinkLines
{
    private const int Quoted = 80;

    /// <returns>Null where nothing is wrong.</returns>
    public static Objection? Read(string? text, out ImmutableArray<Link> links)
    {
        links = [.. FieldsOf<Link>.Entries(text, '\n').Select(LinkOf)];
        return links.FirstOrDefault(IsWrong) is { } wrong
            ? new Objection($"has no address such as https://example.org/ in “{ClippedText.Of(wrong.Url, Quoted)}”")
            : null;
    }

    private static bool IsWrong(Link link) => !ProgrammeRules.IsUrl(link.Url) || link.Title.Length > ProgrammeRules.NameMaxLength;

    private static Link LinkOf(string line)
    {
        var bar = line.LastIndexOf('|');
        var url = line[(bar + 1)..].Trim();
        var title = bar < 0 ? "" : line[..bar].Trim();
        return new Link(title.Length > 0 ? title : TitleOf(url), url);
    }

    private static string TitleOf(string url) =>
        url.Contains("openreview.net", StringComparison.OrdinalIgnoreCase) ? "OpenReview"
        : Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Host.Length > 0 ? address.Host
        : url;
}
