using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Workshop.Data.Content;
using Workshop.Web.Rendering;
using Workshop.Web.Text;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>Turns one source page into what the portal keeps of it.</summary>
internal sealed partial class PageReader(
    SourceTree tree,
    SiteConfig config,
    SiteAddresses addresses,
    SiteNavigation navigation,
    bool resolvesLiquid,
    List<ImportFinding> findings)
{
    // Layouts of the common themes for a page of text, and for a front page.
    private static readonly HashSet<string> PlainLayouts =
        ["default", "home", "landing", "post", "posts", "single", "splash", "minimal", "none", "null"];
    private static readonly string[] RedirectKeys = ["redirect_from", "aliases"];
    private static readonly HashSet<string> FrontLayouts = ["default", "home", "landing", "splash", "minimal"];

    private readonly HashSet<string> _unknownLayouts = [];

    /// <exception cref="BrokenSourceException">The page cannot be kept.</exception>
    public ImportedPage Read(SourcePage source)
    {
        var references = new List<MediaReference>();
        var markdown = TextOf(source, references);
        var place = navigation[source];
        var title = Title(source, markdown);
        var label = Fit(source, "navigation label", place.Label, PageContent.NavigationLabelMaxLength);
        ReportLostKeys(source);
        return new ImportedPage(
            source.File,
            source.Permalink,
            new PageContent
            {
                Title = title,
                NavigationLabel = label == title ? null : label,
                Description = Fit(source, "description", source.Keys.Text("description")
                    ?? source.Keys.Text("summary"), PageContent.DescriptionMaxLength),
                Layout = LayoutOf(source),
                Markdown = markdown,
            },
            place.InNavigation,
            IsPlaced: place.Order is not null,
            IsDraft(source.Keys),
            RedirectsOf(source))
        {
            Media = [.. references],
        };
    }

    private string TextOf(SourcePage source, List<MediaReference> references)
    {
        CheckLength(source, source.Text.Body);
        var text = new MappedText(source.Text.Body, source.Text.BodyLine);
        var hasLiquid = resolvesLiquid
            && (config.IsJekyll || source.Text.Keys is not null)
            && source.Keys.Flag("render_with_liquid") != false;
        text = hasLiquid ? LiquidComments.Remove(text, source.File, findings) : text;
        text = CommentRemoval.Apply(text, source.File, source.IsHtml, hasLiquid ? LiquidComments.CodeIn(text.Text) : [], findings);
        if (hasLiquid)
        {
            var budget = new LiquidBudget(source.Text.BodyLine);
            var expression = new LiquidExpression(config, source.Keys, source.Permalink.Path, budget);
            text = new LiquidRemoval(
                expression,
                file => addresses.PageAt("/" + file)?.Permalink.Path,
                new LiquidIncludes(tree, budget)).Apply(text, source.File, findings);
            CheckLength(source, text.Text);

            // What Liquid wrote may hold comments, or be the missing piece of one.
            text = CommentRemoval.Apply(text, source.File, source.IsHtml, code: [], findings);
        }

        text = new LinkRewriting(addresses).Apply(
            source.IsHtml ? HtmlPage.AsMarkdown(text, source.File, findings) : text, source, references);
        CheckLength(source, text.Text);
        return text.Text;
    }

    private static void CheckLength(SourcePage source, string text)
    {
        if (text.Length > PageContent.MarkdownMaxLength)
        {
            throw new BrokenSourceException(source.Text.BodyLine, $"The text is longer than {PageContent.MarkdownMaxLength} characters.");
        }
    }

    private string Title(SourcePage source, string markdown)
    {
        if (source.Keys.Find("title") is YamlMap or YamlList)
        {
            findings.Add(source.Finding("title", FindingKind.Changed, "'title' is not text, so another title was taken."));
        }

        var title = PlainText.Of(source.Keys.Text("title") ?? "");
        var heading = title.Length == 0 ? FirstHeading(markdown) : title;
        var isIndex = source.Permalink.Key.Length == 0;
        return Fit(source, "title", heading, PageContent.TitleMaxLength)
            ?? PlainText.Shorten((isIndex ? config.Title : null)
                ?? (isIndex ? "Home" : PlainText.OfFileName(source.Permalink.Key)), PageContent.TitleMaxLength);
    }

    private static string? FirstHeading(string markdown)
    {
        var reading = MarkdownReading.Of(markdown);
        foreach (var block in reading.Document ?? [])
        {
            if (block is HeadingBlock { Level: <= 2 } heading)
            {
                var source = reading.Text.AsSpan(block.Span.Start, block.Span.Length);
                return PlainText.OfHeading((heading.IsSetext ? source.TrimEnd("=- \t\n") : source.Trim("# \t")).ToString());
            }

            if (block is HtmlBlock { Lines: var lines } && Heading().Match(lines.ToString()) is { Success: true } match)
            {
                return PlainText.Of(match.Groups["html"].Value);
            }
        }

        return null;
    }

    private string? Fit(SourcePage source, string field, string? text, int maxLength)
    {
        var plain = PlainText.Of(text ?? "");
        if (plain.Length > maxLength)
        {
            findings.Add(
                source.Finding(field, FindingKind.Changed, $"The {field} is longer than {maxLength} characters and was shortened."));
        }

        return plain.Length == 0 ? null : PlainText.Shorten(plain, maxLength);
    }

    private PageLayout LayoutOf(SourcePage source)
    {
        var name = source.Keys.Text("layout")?.Trim().ToLowerInvariant() ?? "";
        if (name.All(char.IsAsciiLetter) && Enum.TryParse<PageLayout>(name, ignoreCase: true, out var layout))
        {
            return layout;
        }

        if (name.Length > 0 && !PlainLayouts.Contains(name) && _unknownLayouts.Add(name))
        {
            findings.Add(
                source.Finding(
                    "layout",
                    FindingKind.Changed,
                    $"The layout '{PlainText.Shorten(name, 60)}' is not known here; its pages have the layout 'page'."));
        }

        return source.Permalink.Key.Length == 0 && (name.Length == 0 || FrontLayouts.Contains(name))
            ? PageLayout.Overview
            : PageLayout.Page;
    }

    // A value that is neither yes nor no must not publish what its author may have meant to hold back.
    private static bool IsDraft(YamlMap keys) =>
        (keys.Text("published") is not null && keys.Flag("published") != true)
        || (keys.Text("draft") is not null && keys.Flag("draft") != false)
        || keys.Text("status")?.Trim().ToLowerInvariant() is "draft" or "hidden";

    private ImmutableArray<ImportedRedirect> RedirectsOf(SourcePage source)
    {
        var redirects = ImmutableArray.CreateBuilder<ImportedRedirect>();
        foreach (var (key, from) in RedirectKeys.SelectMany(key => source.Keys.Texts(key).Select(from => (key, from))))
        {
            if (Permalink.TryParse(from.Text, out var permalink, out var error))
            {
                redirects.Add(new ImportedRedirect(permalink, source.Inherits(key) ? 0 : from.Line));
            }
            else
            {
                findings.Add(source.FindingAt(from.Line, key, FindingKind.Changed, $"'{key}' was left out. {error}"));
            }
        }

        if (config.IsJekyll && Permalink.TryParse(source.Address, out var address, out _))
        {
            redirects.Add(new ImportedRedirect(address, 0));
        }

        return [.. redirects.Where(redirect => redirect.From.Key != source.Permalink.Key).DistinctBy(redirect => redirect.From.Key)];
    }

    private void ReportLostKeys(SourcePage source)
    {
        foreach (var (key, value) in source.Text.Keys?.Entries ?? [])
        {
            if (DroppedFrontMatter.IsLost(key, value))
            {
                findings.Add(
                    new ImportFinding(
                        source.File,
                        value.Line,
                        FindingKind.Changed,
                        $"The front matter's '{PlainText.Shorten(key, 60)}' has no place here and was left out."));
            }
        }
    }

    [GeneratedRegex(
        "<h[12][^<>]*>(?<html>.*?)</h[12]>",
        RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Heading();
}
