using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Web.Hosting;
using Workshop.Web.Pages;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>The draft as readers would see it: as it was last saved, or as the editor has it at this moment.</summary>
[RequestSizeLimit(EditorModel.MaxBytes)]
[RequestFormLimits(ValueLengthLimit = EditorModel.MaxBytes, BufferBodyLengthLimit = EditorModel.MaxBytes)]
public sealed class DraftPreviewModel(WorkshopDbContext db, TimeProvider clock) : PageModel, IContentPage
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty]
    public PageInput Input { get; set; } = new();

    public PublishedSite Site { get; private set; } = null!;

    public PublishedEdition Edition { get; private set; } = null!;

    public PublishedPage Published { get; private set; } = null!;

    /// <summary>It has no address of its own that a search engine could want.</summary>
    public string? CanonicalUrl => null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        await FindAsync(cancellation) is { LatestRevision: { } latest } page ? Draw(page, latest.Content) : NotFound();

    // What is wrong with the form is said when it is saved; here even a page without a title is drawn.
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation) =>
        await FindAsync(cancellation) is not { } page ? NotFound()
        : Input.IsTooLong ? BadRequest()
        : Draw(page, Input.ToContent());

    private Task<ContentPage?> FindAsync(CancellationToken cancellation) =>
        db.Pages.AsNoTracking().Include(page => page.LatestRevision)
            .SingleOrDefaultAsync(page => page.Id == Id && page.TrashedAt == null, cancellation);

    private IActionResult Draw(ContentPage page, PageContent content)
    {
        Site = HttpContext.PublishedSite().With(page, content, clock.GetCurrentInstant());
        (Edition, Published) = Site.PageOf(page.Id)!;
        return Page();
    }
}
