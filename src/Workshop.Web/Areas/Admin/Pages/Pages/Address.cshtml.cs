using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>Moves a page to another address, says which texts still use a former one, and brings them up to date.</summary>
public sealed class PageAddressModel(
    WorkshopDbContext db, PageLinks links, LinkChange change, PublishedSiteStore store, TimeProvider clock) : PageModel
{
    /// <summary>Where the page was just moved from: without a redirect, nothing else knows of it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public EditedPage Hand { get; private set; } = null!;

    public IReadOnlyList<string> Former { get; private set; } = [];

    public IReadOnlyList<LinkingPage> ToFormer { get; private set; } = [];

    public IReadOnlyList<LinkingPage> ToHere { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        Input.Permalink = Hand.Page.Permalink;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(int id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!Permalink.TryParse(Input.Permalink ?? "", out var permalink, out var error))
        {
            ModelState.AddModelError("Input.Permalink", error);
            return Page();
        }

        try
        {
            return await MoveAsync(id, permalink, cancellation);
        }
        catch (DbUpdateException clash) when (FreeAddress.IsClash(clash))
        {
            db.ChangeTracker.Clear();
            ModelState.AddModelError("Input.Permalink", await FreeAddress.ClashAsync(db, Hand.Page.EditionId, permalink.Key, cancellation));
            return Page();
        }
    }

    public async Task<IActionResult> OnPostRewriteAsync(int id, bool publish, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        var (changed, published) = await change.RewriteAsync(HttpContext, Hand, Former, publish, cancellation);
        TempData["Done"] =
            $"{changed} {(changed == 1 ? "page has" : "pages have")} a new "
            + $"draft{(published > 0 ? $", and {published} of them {(published == 1 ? "is" : "are")} live with it" : "")}.";
        return Back(id);
    }

    private async Task<IActionResult> MoveAsync(int id, Permalink permalink, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await DraftWriter.LockAsync(db, id, cancellation) is not { } page)
        {
            return NotFound();
        }

        var former = page.Permalink;
        if (former != Input.Was)
        {
            ModelState.AddModelError(
                "",
                $"Somebody else has moved the page to {former} meanwhile, so nothing was changed. If you still want this "
                + $"address, send it again.");
            await transaction.RollbackAsync(cancellation);
            db.ChangeTracker.Clear();
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await LoadAsync(id, cancellation) ? Page() : NotFound();
        }

        if (former == permalink.Value)
        {
            TempData["Done"] = $"The page is at {former} already.";
            return Back(id);
        }

        var now = clock.GetCurrentInstant();
        await new PageWriter(db).RenameAsync(page, permalink, cancellation);
        db.Add(Audit.By(HttpContext, now, AuditAction.PageRenamed, Hand.Subject, detail: $"to {permalink}"));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        if (page.PublishedRevisionId is not null)
        {
            await store.TryReloadAsync();
        }

        TempData["Done"] =
            $"The page is at {permalink} now."
            + (page.PublishedRevisionId is not null && Permalink.KeyOf(former) != permalink.Key ? $" {former} leads there by itself." : "");
        From = former;
        return Back(id);
    }

    private LocalRedirectResult Back(int id) =>
        LocalRedirect($"/admin/pages/{id}/address{(From is null ? default : QueryString.Create("from", From))}");

    private async Task<bool> LoadAsync(int id, CancellationToken cancellation)
    {
        if (await EditedPage.FindAsync(db, id, cancellation) is not { } hand)
        {
            return false;
        }

        Hand = hand;
        var site = HttpContext.PublishedSite();
        Former = await links.FormerAddressesAsync(hand.Page, From, cancellation);
        ToFormer = await links.ToAsync(site, hand.Choice, Former, cancellation);
        ToHere = await links.ToAsync(site, hand.Choice, [hand.Page.Permalink], cancellation);
        return true;
    }

    public sealed class InputModel
    {
        public string? Permalink { get; set; }

        /// <summary>The address that whoever moves it has seen.</summary>
        public string? Was { get; set; }
    }
}
