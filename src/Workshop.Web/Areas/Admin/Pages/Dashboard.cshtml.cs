using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;

namespace Workshop.Web.Areas.Admin.Pages;

/// <summary>What is live, what has changed since, what is scheduled, what happened last, and what is not as it should be.</summary>
public sealed class DashboardModel(WorkshopDbContext db, PortalWarnings warnings) : PageModel
{
    /// <summary>As many as are taken in at a glance; the rest is where each list leads.</summary>
    public const int Shown = 8;

    [BindProperty(SupportsGet = true, Name = "edition")]
    public string? Slug { get; set; }

    /// <summary>Null where there is no edition at all.</summary>
    public EditionChoice? Choice { get; private set; }

    public IReadOnlyList<PageLine> Pages { get; private set; } = [];

    public IEnumerable<PageLine> Changed => Pages.Where(page => page.IsChanged);

    public IEnumerable<PageLine> Drafts => Pages.Where(page => page is { IsLive: false, PublishAt: null });

    public IEnumerable<PageLine> Scheduled => Pages.Where(page => page.PublishAt is not null).OrderBy(page => page.PublishAt);

    public IReadOnlyList<Revision> Revisions { get; private set; } = [];

    /// <summary>For administrators only.</summary>
    public IReadOnlyList<AuditEntry> Activity { get; private set; } = [];

    public IReadOnlyList<PortalWarning> Warnings { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Warnings = [.. warnings.Of(HttpContext, await HasSecondFactorAsync(cancellation))];
        if (await EditionChoice.FindAsync(db, Slug, cancellation) is not { } choice)
        {
            return string.IsNullOrEmpty(Slug) ? Page() : NotFound();
        }

        Choice = choice;
        Pages = await PageLine.Of(db.Pages.Where(page => page.EditionId == choice.Chosen.Id)).ToListAsync(cancellation);
        Revisions = await db.Revisions
            .Join(db.Pages, revision => revision.PageId, page => page.Id, (revision, page) => new { revision, page })
            .Where(both => both.page.EditionId == choice.Chosen.Id
                && both.page.TrashedAt == null
                && !both.revision.IsAutosave
                && !both.revision.IsSetAside)
            .OrderByDescending(both => both.revision.Id)
            .Select(both => new Revision(
                both.page.Id, both.revision.Title, both.revision.Number, both.revision.Author, both.revision.CreatedAt))
            .Take(Shown)
            .ToListAsync(cancellation);
        if (User.IsAdministrator())
        {
            Activity = await db.AuditEntries
                .AsNoTracking()
                .OrderByDescending(entry => entry.At)
                .ThenByDescending(entry => entry.Id)
                .Take(Shown)
                .ToListAsync(cancellation);
        }

        return Page();
    }

    private async Task<bool> HasSecondFactorAsync(CancellationToken cancellation)
    {
        var id = User.OrganizerId();
        return await db.Organizers.AnyAsync(organizer => organizer.Id == id && organizer.TwoFactorEnabled, cancellation)
            || await db.Set<IdentityUserPasskey<int>>().AnyAsync(passkey => passkey.UserId == id, cancellation);
    }

    public sealed record Revision(int PageId, string Title, int Number, string Author, Instant At);
}
