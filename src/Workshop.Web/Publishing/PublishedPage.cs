using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Content;
using Workshop.Data.Media;
using Workshop.Web.Rendering;
using Workshop.Web.Rendering.Html;

namespace Workshop.Web.Publishing;

/// <summary>A page's published revision at its address.</summary>
public sealed class PublishedPage
{
    // A handful of headings is read at a glance; more want a table of contents.
    private const int LongPageHeadings = 3;

    // Long enough to say what a page is about, short enough for a card and a search result.
    private const int DescriptionLength = 180;

    private readonly PageRow? _row;
    private readonly string _prefix;
    private readonly Lazy<RenderedMarkdown> _body;
    private readonly ImmutableArray<PublishedMediaFile> _media = [];
    private readonly string? _description;

    /// <param name="prefix">See <see cref="PublishedEdition.Prefix"/>.</param>
    /// <param name="former">The same page in an earlier snapshot, whose rendering is kept where it would be the same.</param>
    internal PublishedPage(PageRow row, PageRevision revision, string prefix, PublishedMedia media, PublishedPage? former)
    {
        _row = row;
        _prefix = prefix;
        _media = media.UsedIn(revision.Markdown);
        // The rendering depends on the prefix too, since an earlier edition's links lead to its own pages, and on the sizes of pictures.
        _body = former is not null && former.Revision == revision && former._prefix == prefix && former._media.SequenceEqual(_media)
            ? former._body
            : new Lazy<RenderedMarkdown>(() => Render(revision, prefix, media));
        _description = revision.Description;
        Revision = revision;
        Id = row.Id;
        RevisionId = revision.Id;
        Permalink = row.Permalink;
        Key = row.Key;
        Url = Data.Content.Permalink.Encode(prefix + row.Permalink);
        Title = revision.Title;
        Label = revision.NavigationLabel ?? revision.Title;
        Layout = revision.Layout;
        InNavigation = row.InNavigation;
        CreatedAt = row.CreatedAt;
        PublishedAt = row.PublishedAt ?? revision.CreatedAt;
    }

    private PublishedPage(PublishedEdition edition, string permalink, string title, string label, PageLayout layout)
    {
        _prefix = edition.Prefix;
        _body = new Lazy<RenderedMarkdown>(new RenderedMarkdown("", [], "", [], []));
        _description = edition.Tagline;
        Permalink = permalink;
        Key = Data.Content.Permalink.KeyOf(permalink);
        Url = edition.Prefix + permalink;
        Title = title;
        Label = label;
        Layout = layout;
    }

    /// <summary>0 for a generated page.</summary>
    public int Id { get; }

    public int RevisionId { get; }

    public string Permalink { get; }

    public string Key { get; }

    /// <summary>The end of its address: the topic that a page in the <c>topic</c> layout is about.</summary>
    public string TopicSlug => Key[(Key.LastIndexOf('/') + 1)..];

    /// <summary>Percent-encoded, from the root of the site.</summary>
    public string Url { get; }

    public string Title { get; }

    /// <summary>The word for it in the navigation.</summary>
    public string Label { get; }

    public PageLayout Layout { get; }

    public bool InNavigation { get; }

    public Instant CreatedAt { get; }

    public Instant PublishedAt { get; }

    /// <summary>Rendered when it is first asked for; a text is rendered once, however many snapshots hold it.</summary>
    public RenderedMarkdown Body => _body.Value;

    /// <summary>The author's own description, or else the first words of the text; plain text.</summary>
    public string Description => _description ?? FirstWords(Body.PlainText);

    /// <summary>The author's own description only: what a hero shows above the text.</summary>
    public string? Lead => _description;

    /// <summary>The headings for a table of contents; empty on a page too short for one.</summary>
    public IReadOnlyList<Heading> Outline
    {
        get
        {
            var headings = Body.Outline.Where(heading => heading.Level is 2 or 3).ToList();
            return headings.Count(heading => heading.Level == 2) >= LongPageHeadings ? headings : [];
        }
    }

    /// <summary>See <see cref="ContentPage.Position"/>.</summary>
    internal int Position => _row?.Position ?? 0;

    /// <summary>Null for a generated page.</summary>
    internal PageRevision? Revision { get; }

    /// <summary>The front door of an edition whose organizers wrote none: a hero and the ways in.</summary>
    internal static PublishedPage GeneratedHome(PublishedEdition edition) => new(edition, "/", edition.Name, "Home", PageLayout.Overview);

    /// <summary>The schedule of an edition that has released one, and whose organizers wrote no page for it.</summary>
    internal static PublishedPage GeneratedSchedule(PublishedEdition edition, string permalink) =>
        new(edition, permalink, "Schedule", "Schedule", PageLayout.Schedule);

    /// <summary>An earlier edition's links lead to its own pages.</summary>
    /// <param name="prefix">See <see cref="PublishedEdition.Prefix"/>.</param>
    internal static Func<string, string>? RewritingTo(string prefix) => prefix.Length == 0 ? null : url => WithPrefix(url, prefix);

    internal bool IsMadeOf(PageRow row, string prefix, PublishedMedia media) =>
        _row == row && _prefix == prefix && _media.SequenceEqual(media.UsedIn(Revision?.Markdown));

    private static RenderedMarkdown Render(PageRevision revision, string prefix, PublishedMedia media) =>
        MarkdownRenderer.Render(revision.Markdown, new RenderOptions
        {
            Title = revision.Title,
            RewriteUrl = RewritingTo(prefix),
            ImageOf = media.ImageOf,
        });

    // Media belong to no edition.
    private static string WithPrefix(string url, string prefix) =>
        url.StartsWith('/')
            && !url.StartsWith(MediaAddress.Prefix, StringComparison.Ordinal)
            && !url.StartsWith("//", StringComparison.Ordinal)
            && !url.StartsWith(prefix + "/", StringComparison.Ordinal)
            ? prefix + url
            : url;

    /// <summary>Enough of a text to say what it is about.</summary>
    internal static string FirstWords(string text)
    {
        if (text.Length <= DescriptionLength)
        {
            return text;
        }

        var end = text.LastIndexOf(' ', DescriptionLength);
        return string.Concat(text.AsSpan(0, end > 0 ? end : DescriptionLength), "…");
    }
}
