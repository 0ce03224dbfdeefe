using System.ComponentModel.DataAnnotations;
using Workshop.Data.Content;
using Workshop.Web.Accounts;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>A page's text as the editor sends it, with the revision that it was written from.</summary>
public sealed class PageInput
{
    [Required(ErrorMessage = "Please give the page a title."), OneLine, StringLength(
        PageContent.TitleMaxLength, ErrorMessage = "A title has at most {1} characters.")]
    public string? Title { get; set; }

    [Storable, StringLength(PageContent.NavigationLabelMaxLength, ErrorMessage = "A word for the navigation has at most {1} characters.")]
    public string? NavigationLabel { get; set; }

    [Storable, StringLength(PageContent.DescriptionMaxLength, ErrorMessage = "A description has at most {1} characters.")]
    public string? Description { get; set; }

    [EnumDataType(typeof(PageLayout), ErrorMessage = "Please choose one of the layouts.")]
    public PageLayout Layout { get; set; }

    [Storable, StringLength(PageContent.MarkdownMaxLength, ErrorMessage = "A text has at most {1} characters.")]
    public string? Markdown { get; set; }

    /// <summary>The number of the revision that this was written from.</summary>
    public int BasedOn { get; set; }

    /// <summary>See <see cref="PageRevision.EditorId"/>.</summary>
    public Guid EditorId { get; set; }

    [Storable, StringLength(PageRevision.NoteMaxLength, ErrorMessage = "A note has at most {1} characters.")]
    public string? Note { get; set; }

    public bool IsAutosave { get; set; }

    /// <inheritdoc cref="PageRevision.SaveNumber"/>
    public int? SaveNumber { get; set; }

    /// <summary>As typed; see <see cref="PublishTime"/>.</summary>
    public string? PublishAt { get; set; }

    /// <summary>Of a time that comes twice.</summary>
    public bool? IsLater { get; set; }

    public static PageInput Of(PageRevision revision) => new()
    {
        Title = revision.Title,
        NavigationLabel = revision.NavigationLabel,
        Description = revision.Description,
        Layout = revision.Layout,
        Markdown = revision.Markdown,
        BasedOn = revision.Number,
        EditorId = Guid.NewGuid(),
    };

    public PageContent ToContent() => new()
    {
        Title = OrNull(Title) ?? "",
        NavigationLabel = OrNull(NavigationLabel),
        Description = OrNull(Description),
        Layout = Layout,
        // Browsers send a line break as two characters (HTML, "form data set"). Whatever else breaks a line in Unicode stays as it is.
        Markdown = (Markdown ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'),
    };

    public bool IsTooLong => Markdown?.Length > PageContent.MarkdownMaxLength;

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim().ReplaceLineEndings(" ");
}
