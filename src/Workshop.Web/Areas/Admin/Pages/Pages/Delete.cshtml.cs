using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>Says what links to a page, and moves it into the trash.</summary>
public sealed class DeletePageModel(WorkshopDbContext db, PageLinks links, PublishedSiteStore store, TimeProvider clock) : PageModel
{
    public EditedPage Hand { get; private set; } = null!;

    /// <summary>To its address or a former one, other than itself.</summary>
    public IReadOnlyList<LinkingPage> Linking { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellation)
    {
        if (await EditedPage.FindAsync(db, id, cancellation) is not { } hand)
        {
            return NotFound();
        }

        Hand = hand;
        IReadOnlyList<string> addresses = [hand.Page.Permalink, .. await links.FormerAddressesAsync(hand.Page, former: null, cancellation)];
        Linking = [.. (await links.ToAsync(HttpContext.PublishedSite(), hand.Choice, addresses, cancellation)).Where(
            page => page.Id != id)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int id, CancellationToken cancellation)
    {
        if (await EditedPage.FindAsync(db, id, cancellation) is not { } hand)
        {
            return NotFound();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await DraftWriter.LockAsync(db, id, cancellation) is not { } page)
        {
            return NotFound();
        }

        var now = clock.GetCurrentInstant();
        var wasLive = page.PublishedRevisionId is not null;
        await new PageWriter(db).TrashAsync(page, now, cancellation);
        db.Add(Audit.By(HttpContext, now, AuditAction.PageTrashed, hand.Subject, detail: wasLive ? "was live" : null));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        if (wasLive)
        {
            await store.TryReloadAsync();
        }

        TempData["Done"] = $"“{hand.Title}” is in the trash.";
        return LocalRedirect("/admin/pages/" + hand.Choice.Query);
    }
}
