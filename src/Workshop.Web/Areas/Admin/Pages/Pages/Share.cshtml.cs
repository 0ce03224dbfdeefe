using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>The links by which somebody without an account sees a page's draft.</summary>
public sealed class SharePageModel(WorkshopDbContext db, SiteUrls urls, TimeProvider clock) : PageModel
{
    public const int DefaultLifetime = 7;

    /// <summary>In days.</summary>
    public static readonly IReadOnlyList<int> Lifetimes = [1, DefaultLifetime, 30];

    /// <summary>A new one, whole; shown once.</summary>
    [TempData]
    public string? Link { get; set; }

    public EditedPage Hand { get; private set; } = null!;

    /// <summary>Those that work, newest first.</summary>
    public IReadOnlyList<PreviewLink> Links { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellation)
    {
        if (await EditedPage.FindAsync(db, id, cancellation) is not { } hand)
        {
            return NotFound();
        }

        Hand = hand;
        var now = clock.GetCurrentInstant();
        Links = await db.PreviewLinks.AsNoTracking()
            .Where(link => link.PageId == id && link.RevokedAt == null && link.ExpiresAt > now)
            .OrderByDescending(link => link.Id)
            .ToListAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int id, int days, CancellationToken cancellation)
    {
        if (!Lifetimes.Contains(days))
        {
            return BadRequest();
        }

        if (await EditedPage.FindAsync(db, id, cancellation) is not { } hand)
        {
            return NotFound();
        }

        var now = clock.GetCurrentInstant();
        var link = new SecretLink(OrganizerPaths.Preview);
        db.Add(new PreviewLink
        {
            PageId = id,
            TokenHash = link.Hash,
            CreatedAt = now,
            ExpiresAt = now
            + Duration.FromDays(days),
            CreatedBy = User.OrganizerName(),
        });
        db.Add(Audit.By(HttpContext, now, AuditAction.PreviewShared, hand.Subject, detail: days == 1 ? "for 1 day" : $"for {days} days"));
        await db.SaveChangesAsync(cancellation);
        Link = urls.Absolute(link.Path);
        TempData["Done"] = "The link works from now on.";
        return LocalRedirect($"/admin/pages/{id}/share");
    }

    public async Task<IActionResult> OnPostRevokeAsync(int id, int link, CancellationToken cancellation)
    {
        if (await EditedPage.FindAsync(db, id, cancellation) is not { } hand
            || await db.PreviewLinks.SingleOrDefaultAsync(found => found.Id == link && found.PageId == id, cancellation) is not { } found)
        {
            return NotFound();
        }

        var now = clock.GetCurrentInstant();
        if (found.IsOpen(now))
        {
            found.RevokedAt = now;
            db.Add(Audit.By(HttpContext, now, AuditAction.PreviewRevoked, hand.Subject, detail: $"made by {found.CreatedBy}"));
            await db.SaveChangesAsync(cancellation);
        }

        TempData["Done"] = "The link works no more.";
        return LocalRedirect($"/admin/pages/{id}/share");
    }
}
