using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Web.Hosting;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>What is said of a text that is not saved, as a piece of the editor's page.</summary>
[RequestSizeLimit(EditorModel.MaxBytes)]
[RequestFormLimits(ValueLengthLimit = EditorModel.MaxBytes, BufferBodyLengthLimit = EditorModel.MaxBytes)]
public sealed class ChecksModel(WorkshopDbContext db, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty]
    public PageInput Input { get; set; } = new();

    public PageChecks Checks { get; private set; } = PageChecks.None;

    /// <summary>Only asked for with a text.</summary>
    public IActionResult OnGet() => Redirect($"/admin/pages/{Id}/");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await db.Pages
            .AsNoTracking()
            .SingleOrDefaultAsync(page => page.Id == Id && page.TrashedAt == null, cancellation) is not { } page)
        {
            return NotFound();
        }

        if (Input.IsTooLong)
        {
            return BadRequest();
        }

        Checks = PageChecks.Of(HttpContext.PublishedSite(), page, Input.ToContent(), clock.GetCurrentInstant());
        return Page();
    }
}
