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

/// <summary>All pages of an edition, in its order: found, moved, put into the navigation, and copied.</summary>
public sealed class PagesModel(WorkshopDbContext db, PublishedSiteStore store, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "edition")]
    public string? Slug { get; set; }

    // Without a prefix, so that the address of a list that was narrowed can be read.
    [BindProperty(SupportsGet = true, Name = "")]
    public PageFilter Filter { get; set; } = new();

    public EditionChoice Choice { get; private set; } = null!;

    public IReadOnlyList<PageLine> Lines { get; private set; } = [];

    /// <summary>All pages by number, as they are shown to whoever moves one.</summary>
    public string Order => string.Join(',', Lines.Select(line => line.Id));

    /// <summary>Moving makes sense among all pages only.</summary>
    public bool CanMove => !Filter.IsOn;

    /// <summary>Somebody else has changed the order since it was shown, and nothing was moved.</summary>
    public bool IsStale { get; private set; }

    /// <summary>The button that was pressed, so that it can be pressed again from the keyboard.</summary>
    [TempData]
    public string? Pressed { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    /// <param name="place">Where it goes, counted from 0.</param>
    /// <param name="order">See <see cref="Order"/>.</param>
    public async Task<IActionResult> OnPostMoveAsync(int id, int place, string? order, string? pressed, CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        if (!await ChooseAsync(cancellation))
        {
            return NotFound();
        }

        var shown = (order ?? "").Split(',').Select(number => int.TryParse(number, out var page) ? page : 0).ToList();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await PageOrder.MoveAsync(db, Choice.Chosen.Id, shown, id, place, cancellation))
        {
            await transaction.RollbackAsync(cancellation);
            IsStale = true;
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await LoadAsync(cancellation) ? Page() : NotFound();
        }

        var page = await db.Pages.Include(moved => moved.LatestRevision).SingleAsync(moved => moved.Id == id, cancellation);
        return await DoneAsync(
            page,
            AuditAction.PageMoved,
            $"to place {page.Position}",
            $"“{page.LatestRevision?.Title}” is number {page.Position} of {shown.Count} now.",
            pressed,
            transaction.CommitAsync,
            cancellation);
    }

    /// <param name="shown">Whether it is to be in the navigation; offered where it is not, so that a second press undoes nothing.</param>
    public async Task<IActionResult> OnPostNavigationAsync(int id, bool shown, string? pressed, CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await ChooseAsync(cancellation) || await LockAsync(id, cancellation) is not { } page)
        {
            return NotFound();
        }

        var title = page.LatestRevision!.Title;
        if (page.InNavigation == shown)
        {
            TempData["Done"] = $"Somebody else was faster: “{title}” is {(shown ? "in" : "out of")} the navigation already.";
            return Back();
        }

        page.InNavigation = shown;
        return await DoneAsync(
            page, AuditAction.PageNavigation, shown ? "into the navigation" : "out of the navigation",
            $"“{title}” is {(shown ? "in" : "out of")} the navigation"
                + $"{(page.PublishedRevisionId is null ? "; readers see it once the page is live" : "")}.",
            pressed,
            transaction.CommitAsync,
            cancellation);
    }

    public async Task<IActionResult> OnPostDuplicateAsync(int id, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await ChooseAsync(cancellation) || await LockAsync(id, cancellation) is not { LatestRevision: { } latest } page)
        {
            return NotFound();
        }

        var path = page.Permalink.Trim('/');
        path = path.EndsWith(".html", StringComparison.OrdinalIgnoreCase) ? path[..^5] : path;
        var permalink = await FreeAddress.LikeAsync(
            db, page.EditionId, path.Length == 0 ? "copy" : FreeAddress.Cut(path, 150) + "-copy", cancellation);
        var now = clock.GetCurrentInstant();
        var origin = new RevisionOrigin(User.OrganizerName()) { AuthorId = User.OrganizerId(), Note = $"copied from {page.Permalink}" };
        var content = latest.Content with { Title = FreeAddress.Cut(latest.Title, PageContent.TitleMaxLength - 7) + " (copy)" };
        var copy = await new PageWriter(db).CreateAsync(Choice.Chosen, permalink, content, origin, now, cancellation);
        db.Add(Audit.By(HttpContext, now, AuditAction.PageDuplicated, $"page {Choice.Prefix}{permalink}", 1, $"from {page.Permalink}"));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        TempData["Done"] = $"This is a copy of “{latest.Title}”, and a draft.";
        return LocalRedirect($"/admin/pages/{copy.Id}/");
    }

    private async Task<IActionResult> DoneAsync(
        ContentPage page,
        string action,
        string detail,
        string done,
        string? pressed,
        Func<CancellationToken, Task> commitAsync,
        CancellationToken cancellation)
    {
        db.Add(Audit.By(HttpContext, clock.GetCurrentInstant(), action, $"page {Choice.Prefix}{page.Permalink}", detail: detail));
        await db.SaveChangesAsync(cancellation);
        await commitAsync(cancellation);
        if (page.PublishedRevisionId is not null)
        {
            await store.TryReloadAsync();
        }

        TempData["Done"] = done;
        Pressed = pressed;
        return Back();
    }

    private LocalRedirectResult Back() => LocalRedirect("/admin/pages/" + Filter.QueryIn(Choice));

    private async Task<ContentPage?> LockAsync(int id, CancellationToken cancellation) =>
        await DraftWriter.LockAsync(db, id, cancellation) is { LatestRevision: not null } page
            && page.EditionId == Choice.Chosen.Id ? page : null;

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (!await ChooseAsync(cancellation))
        {
            return false;
        }

        Lines = [.. (await PageLine.Of(Filter.Apply(db.Pages.Where(page => page.EditionId == Choice.Chosen.Id))).ToListAsync(cancellation))
            .Where(Filter.Fits)];
        return true;
    }

    private async Task<bool> ChooseAsync(CancellationToken cancellation)
    {
        if (await EditionChoice.FindAsync(db, Slug, cancellation) is not { } choice)
        {
            return false;
        }

        Choice = choice;
        return true;
    }
}
