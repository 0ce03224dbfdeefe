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

    /// <summary>The pages whose text as last saved has the old file, but for those in the trash.</summary>
    public IReadOnlyList<MediaUse> Affected => [.. Uses.Pages.Where(use => use is { InLatest: true, InTrash: false })];

    /// <summary>Why the one cannot take the place of the other; null where it can.</summary>
    public string? Objection => New.ObjectionToReplacing(Old);

    public async Task<IActionResult> OnGetAsync(int id, int other, CancellationToken cancellation) =>
        await LoadAsync(id, other, cancellation) ? Page() : NotFound();

    /// <param name="seen">The uses that the page listed.</param>
    public async Task<IActionResult> OnPostAsync(int id, int other, string? seen, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, other, cancellation))
        {
            return NotFound();
        }

        if (Objection is not null)
        {
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        if ((seen ?? "") != Uses.Fingerprint)
        {
            return Refuse("Nothing was changed: other pages use the file than when you looked. They are listed below.");
        }

        var (changed, tooLong) = await ReplaceAsync(cancellation);
        TempData["Done"] = $"{changed} {(changed == 1 ? "page has" : "pages have")} a new revision with {New.Name}. What is "
            + $"public stays as it is until you publish {(changed == 1 ? "it" : "them")}."
            + (tooLong.Count > 0 ? $" Too long with the new address, and so left as it is: {string.Join(", ", tooLong)}." : "");
        return LocalRedirect($"/admin/media/{New.Id}");
    }

    /// <returns>How many pages have a new revision, and the titles of those that it would be too long for.</returns>
    private async Task<(int Changed, IReadOnlyList<string> TooLong)> ReplaceAsync(CancellationToken cancellation)
    {
        var changed = 0;
        var tooLong = new List<string>();
        var hashes = MediaUses.HashesOf(Old);
        var now = clock.GetCurrentInstant();
        var writer = new PageWriter(db);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        foreach (var id in Affected.Select(use => use.PageId).Order())
        {
            // Read again under the lock: somebody may have saved since.
            if (await DraftWriter.LockAsync(db, id, cancellation) is not { LatestRevision: { } latest } page)
            {
                continue;
            }

            var text = MediaAddress.Replace(latest.Markdown, hashes, New.Address);
            if (text.Length > PageContent.MarkdownMaxLength)
            {
                tooLong.Add(latest.Title);
            }
            else if (text != latest.Markdown)
            {
                var origin = new RevisionOrigin(
                    User.OrganizerName())
                {
                    AuthorId = User
                        .OrganizerId(),
                    BasedOn = latest.Number,
                    Note = $"{Old.Name} replaced by {New.Name}",
                };
                await writer.SaveAsync(page, latest.Content with { Markdown = text }, origin, now, cancellation);
                changed++;
            }
        }

        db.Add(Audit.By(
            HttpContext, now, AuditAction.MediaReplaced, MediaUpload.SubjectOf(Old), detail: $"by {New.Address} in {changed} pages"));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return (changed, tooLong);
    }

    private PageResult Refuse(string why)
    {
        ModelState.AddModelError("", why);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task<bool> LoadAsync(int id, int other, CancellationToken cancellation)
    {
        var files = await db.MediaFiles
            .AsNoTracking()
            .Include(file => file.Renditions)
            .Where(file => file.Id == id || file.Id == other)
            .ToListAsync(cancellation);
        if (files.Find(file => file.Id == id) is not { } old || files.Find(file => file.Id == other && other != id) is not { } replacement)
        {
            return false;
        }

        (Old, New) = (old, replacement);
        Uses = await MediaUses.OfAsync(db, old, cancellation);
        return true;
    }
}
