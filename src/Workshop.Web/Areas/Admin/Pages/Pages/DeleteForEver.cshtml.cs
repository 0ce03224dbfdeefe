using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>Asks once more, and deletes a page that is in the trash with everything that was written of it.</summary>
public sealed class DeleteForEverModel(WorkshopDbContext db, TimeProvider clock) : PageModel
{
    public EditedPage Hand { get; private set; } = null!;

    public string RevisionsInWords { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellation) =>
        await LoadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(int id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await new PageWriter(db).DeleteAsync(id, cancellation))
        {
            return NotFound();
        }

        db.Add(Audit.By(
            HttpContext, clock.GetCurrentInstant(), AuditAction.PageDeleted, Hand.Subject, detail: $"“{Hand.Title}”, {RevisionsInWords}"));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        TempData["Done"] = $"“{Hand.Title}” is deleted for ever.";
        return LocalRedirect("/admin/pages/trash" + Hand.Choice.Query);
    }

    private async Task<bool> LoadAsync(int id, CancellationToken cancellation)
    {
        if (await EditedPage.FindInTrashAsync(db, id, cancellation) is not { } hand)
        {
            return false;
        }

        Hand = hand;
        var revisions = await db.Revisions.CountAsync(revision => revision.PageId == id, cancellation);
        RevisionsInWords = revisions == 1 ? "1 revision" : $"{revisions} revisions";
        return true;
    }
}
