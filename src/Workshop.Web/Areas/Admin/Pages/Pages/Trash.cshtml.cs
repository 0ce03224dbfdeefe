using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>The pages that were deleted, and the way back.</summary>
public sealed class TrashModel(WorkshopDbContext db, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "edition")]
    public string? Slug { get; set; }

    public EditionChoice Choice { get; private set; } = null!;

    /// <summary>Last deleted first.</summary>
    public IReadOnlyList<Trashed> Pages { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(int id, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (await db.Pages.Include(page => page.LatestRevision)
            .SingleOrDefaultAsync(page => page.Id == id
                && page.EditionId == Choice.Chosen.Id, cancellation) is not { LatestRevision: { } latest } page)
        {
            return NotFound();
        }

        if (page.TrashedAt is null)
        {
            return Done($"Somebody else was faster: “{latest.Title}” is restored already.", id);
        }

        var key = page.PermalinkKey;
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await new PageWriter(db).RestoreAsync(page, cancellation);
            db.Add(Audit.By(HttpContext, clock.GetCurrentInstant(), AuditAction.PageRestored, $"page {Choice.Prefix}{page.Permalink}"));
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return Done($"“{latest.Title}” is back at {page.Permalink}, as a draft.", id);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Done($"Somebody else was faster: “{latest.Title}” is restored already.", id);
        }
        catch (DbUpdateException clash) when (FreeAddress.IsClash(clash))
        {
            db.ChangeTracker.Clear();
            var whose = await FreeAddress.ClashAsync(db, Choice.Chosen.Id, key, cancellation);
            ModelState.AddModelError(
                "",
                $"“{latest.Title}” cannot go back to {page.Permalink}. {whose} Give that page another address first; then this "
                + $"one can be restored.");
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }
    }

    private LocalRedirectResult Done(string done, int id)
    {
        TempData["Done"] = done;
        return LocalRedirect($"/admin/pages/{id}/");
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await EditionChoice.FindAsync(db, Slug, cancellation) is not { } choice)
        {
            return false;
        }

        Choice = choice;
        Pages = await db.Pages
            .Where(page => page.EditionId == choice.Chosen.Id && page.TrashedAt != null && page.LatestRevision != null)
            .OrderByDescending(page => page.TrashedAt).ThenByDescending(page => page.Id)
            .Select(page => new Trashed(page.Id, page.LatestRevision!.Title, page.Permalink, page.TrashedAt!.Value))
            .ToListAsync(cancellation);
        return true;
    }

    public sealed record Trashed(int Id, string Title, string Permalink, Instant TrashedAt);
}
