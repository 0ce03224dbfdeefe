using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>Creates a page as a draft, with a few words to begin with.</summary>
public sealed class NewPageModel(WorkshopDbContext db, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "edition")]
    public string? Slug { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public EditionChoice Choice { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid || await PermalinkAsync(cancellation) is not { } permalink)
        {
            return Page();
        }

        var now = clock.GetCurrentInstant();
        var content = new PageContent { Title = Input.Title.Trim(), Layout = Input.Layout, Markdown = PageTemplate.Of(Input.Layout) };
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var origin = new RevisionOrigin(User.OrganizerName()) { AuthorId = User.OrganizerId() };
            var page = await new PageWriter(db).CreateAsync(Choice.Chosen, permalink, content, origin, now, cancellation);
            db.Add(Audit.By(HttpContext, now, AuditAction.PageCreated, $"page {Choice.Prefix}{permalink}", 1));
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            TempData["Done"] = $"The page is a draft at {permalink}.";
            return LocalRedirect($"/admin/pages/{page.Id}/");
        }
        catch (DbUpdateException clash) when (FreeAddress.IsClash(clash))
        {
            db.ChangeTracker.Clear();
            ModelState.AddModelError("Input.Permalink", await FreeAddress.ClashAsync(db, Choice.Chosen.Id, permalink.Key, cancellation));
            return Page();
        }
    }

    /// <returns>Null, with the error set, for what cannot be an address.</returns>
    private async Task<Permalink?> PermalinkAsync(CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(Input.Permalink))
        {
            return await FreeAddress.ForTitleAsync(db, Choice.Chosen.Id, Input.Title, cancellation);
        }

        if (!Permalink.TryParse(Input.Permalink, out var permalink, out var error))
        {
            ModelState.AddModelError("Input.Permalink", error);
        }

        return permalink;
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await EditionChoice.FindAsync(db, Slug, cancellation) is not { } choice)
        {
            return false;
        }

        Choice = choice;
        return true;
    }

    public sealed class InputModel
    {
        [Required(ErrorMessage = "Please give the page a title."), OneLine]
        [StringLength(PageContent.TitleMaxLength, ErrorMessage = "Please use at most {1} characters.")]
        public string Title { get; set; } = "";

        public string? Permalink { get; set; }

        public PageLayout Layout { get; set; }
    }
}
