using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Data.Media;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Web.Areas.Admin.Pages.MediaLibrary;

/// <summary>Which pages would show another file instead, and then that they do: in a new revision each, which is not public yet.</summary>
public sealed class MediaReplaceModel(WorkshopDbContext db, TimeProvider clock) : PageModel
{
    public MediaFile Old { get; private set; } = null!;

    public MediaFile New { get; private set; } = null!;

    public MediaUses Uses { get; private set; } = null!;

    /// <summary>The pages whose text as last saved has the old file.</summary>
    public IReadOnlyList<MediaUse> Affected => [.. Uses.Pages.Where(use => use.InLatest)];

    public async Task<IActionResult> OnGetAsync(int id, int other, CancellationToken cancellation) =>
        await LoadAsync(id, other, cancellation) ? Page() : NotFound();

    /// <param name="seen">The uses that the page listed.</param>
    public async Task<IActionResult> OnPostAsync(int id, int other, string? seen, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, other, cancellation))
        {
            return NotFound();
        }

        if ((seen ?? "") != Uses.Fingerprint)
        {
            return Refuse("Nothing was changed: other pages use the file than when you looked. They are listed below.");
        }

        try
        {
            await ReplaceAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return await LoadAsync(id, other, cancellation) ? Refuse("Nothing was changed: somebody has saved one of these pages just now. Try once more.") : NotFound();
        }

        TempData["Done"] = $"{Affected.Count} {(Affected.Count == 1 ? "page has" : "pages have")} a new revision with {New.Name}. What is public stays as it is until you publish them.";
        return LocalRedirect($"/admin/media/{New.Id}");
    }

    private async Task ReplaceAsync(CancellationToken cancellation)
    {
        var ids = Affected.Select(use => use.PageId).ToList();
        var hashes = MediaUses.HashesOf(Old);
        var now = clock.GetCurrentInstant();
        var writer = new PageWriter(db);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        foreach (var page in await db.Pages.Include(page => page.LatestRevision).Where(page => ids.Contains(page.Id)).ToListAsync(cancellation))
        {
            var content = page.LatestRevision!.Content;
            var text = MediaAddress.Replace(content.Markdown, hashes, New.Address);
            await writer.SaveAsync(page, content with { Markdown = text }, User.OrganizerName(), $"{Old.Name} replaced by {New.Name}", now, cancellation);
        }

        db.Add(Audit.By(HttpContext, now, AuditAction.MediaReplaced, MediaUpload.SubjectOf(Old), detail: $"by {New.Address} in {ids.Count} pages"));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private PageResult Refuse(string why)
    {
        ModelState.AddModelError("", why);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task<bool> LoadAsync(int id, int other, CancellationToken cancellation)
    {
        var files = await db.MediaFiles.AsNoTracking().Include(file => file.Renditions).Where(file => file.Id == id || file.Id == other).ToListAsync(cancellation);
        if (files.Find(file => file.Id == id) is not { } old || files.Find(file => file.Id == other && other != id) is not { } replacement)
        {
            return false;
        }

        (Old, New) = (old, replacement);
        Uses = await MediaUses.OfAsync(db, old, cancellation);
        return true;
    }
}
