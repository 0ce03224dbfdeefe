using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Content;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>
/// Two have changed the same lines: both texts and the one that both began with, and a form in which to make one of them. It
/// is sent to the editor, so that what is saved meanwhile by a third is met as anything else is.
/// </summary>
public sealed class ClashModel(WorkshopDbContext db) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    /// <summary>Of the revision that was kept beside.</summary>
    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    public PageRevision Mine { get; private set; } = null!;

    /// <summary>The page's latest revision now.</summary>
    public PageRevision Theirs { get; private set; } = null!;

    public PageRevision Ancestor { get; private set; } = null!;

    public EditionChoice Choice { get; private set; } = null!;

    /// <summary>The fields in which the two differ, the text aside.</summary>
    public IReadOnlyList<(string Label, string? Mine, string? Theirs, string? Ancestor)> Fields =>
    [
        .. new (string Label, Func<PageRevision, string?> Of)[]
        {
            ("Title", revision => revision.Title),
            ("Layout", revision => revision.Layout.ToString().ToLowerInvariant()),
            ("Description", revision => revision.Description),
            ("Word in the navigation", revision => revision.NavigationLabel),
        }
            .Where(fact => fact.Of(Mine) != fact.Of(Theirs))
            .Select(fact => (fact.Label, fact.Of(Mine), fact.Of(Theirs), fact.Of(Ancestor))),
    ];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await EditedPage.FindAsync(db, Id, cancellation) is not { } hand
            || await FindAsync(Number, cancellation) is not { IsSetAside: true, BasedOn: { } basedOn } mine
            || await FindAsync(basedOn, cancellation) is not { } ancestor)
        {
            return NotFound();
        }

        (Mine, Theirs, Ancestor, Choice) = (mine, hand.Page.LatestRevision!, ancestor, hand.Choice);
        return Page();
    }

    private Task<PageRevision?> FindAsync(int number, CancellationToken cancellation) =>
        db.Revisions.AsNoTracking().SingleOrDefaultAsync(revision => revision.PageId == Id && revision.Number == number, cancellation);
}
