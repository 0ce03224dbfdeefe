using NodaTime;
using Workshop.Data.Content;
using Workshop.Web.Rendering;

namespace Workshop.Web.Publishing;

/// <summary>A page's published revision at its address.</summary>
public sealed class PublishedPage
{
    // Long enough to say what a page is about, short enough for a card and a search result.
    private const int DescriptionLength = 180;

    private readonly Lazy<RenderedMarkdown> _body;
    private readonly string? _description;

    /// <param name="body">Shared by every snapshot that holds this revision, so a text is rendered once.</param>
    internal PublishedPage(ContentPage page, PageRevision revision, string prefix, Lazy<RenderedMarkdown> body)
    {
        this._body = body;
        _description = revision.Description;
        Id = page.Id;
        RevisionId = revision.Id;
        Permalink = page.Permalink;
        Key = page.PermalinkKey;
        Url = Data.Content.Permalink.Encode(prefix + page.Permalink);
        Title = revision.Title;
        Label = revision.NavigationLabel ?? revision.Title;
        Layout = revision.Layout;
        InNavigation = page.InNavigation;
        PublishedAt = page.PublishedAt ?? revision.CreatedAt;
    }

    private PublishedPage(PublishedEdition edition)
    {
        _body = new Lazy<RenderedMarkdown>(new RenderedMarkdown("", [], "", [], []));
        _description = edition.Tagline;
        Permalink = "/";
        Key = "";
        Url = edition.HomeUrl;
        Title = edition.Name;
        Label = "Home";
        Layout = PageLayout.Overview;
    }

    /// <summary>0 for the generated home.</summary>
    public int Id { get; }

    public int RevisionId { get; }

    public string Permalink { get; }

    public string Key { get; }

    /// <summary>Percent-encoded, from the root of the site.</summary>
    public string Url { get; }

    public string Title { get; }

    /// <summary>The word for it in the navigation.</summary>
    public string Label { get; }

    public PageLayout Layout { get; }

    public bool InNavigation { get; }

    public Instant PublishedAt { get; }

    public RenderedMarkdown Body => _body.Value;

    /// <summary>The author's own description, or else the first words of the text; plain text.</summary>
    public string Description => _description ?? FirstWords(Body.PlainText);

    /// <summary>The author's own description only: what a hero shows above the text.</summary>
    public string? Lead => _description;

    /// <summary>The front door of an edition whose organizers wrote none: a hero and the ways in.</summary>
    internal static PublishedPage GeneratedHome(PublishedEdition edition) => new(edition);

    private static string FirstWords(string text)
    {
        if (text.Length <= DescriptionLength)
        {
            return text;
        }

        var end = text.LastIndexOf(' ', DescriptionLength);
        return string.Concat(text.AsSpan(0, end > 0 ? end : DescriptionLength), "…");
    }
}
