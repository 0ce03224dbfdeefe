using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Media;
using Workshop.Data.Programme;
using Workshop.Web.Programme.Lists;

namespace Workshop.Web.Areas.Admin.Pages.Items;

/// <summary>Says what refers to an item before it goes, and takes that away with it.</summary>
public sealed class ItemDeleteModel(WorkshopDbContext db, ItemChange change) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "edition")]
    public string? EditionSlug { get; set; }

    [FromRoute]
    public string Slug { get; set; } = "";

    public EditionChoice Choice { get; private set; } = null!;

    public ItemKind Kind => HttpContext.ItemKind();

    public IProgrammeItem Item { get; private set; } = null!;

    public IReadOnlyList<string> Uses { get; private set; } = [];

    /// <summary>It has changed since it was shown, or something else refers to it.</summary>
    public bool IsStale { get; private set; }

    /// <summary>Equal as long as the item is the same and the same refers to it.</summary>
    public string Fingerprint => FingerprintOf(Item, Uses);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string? seen, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        var deleted = await change.SaveAsync(
            HttpContext,
            Choice.Chosen,
            Kind,
            latest => latest.Find(Slug) is { } item && FingerprintOf(item, latest.UsesOf(Slug)) == seen ? latest.Without(Slug) : latest,
            $"Deleted {Kind.One} “{Item.Label}”",
            cancellation);
        if (deleted is null && await LoadAsync(cancellation))
        {
            IsStale = true;
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        TempData["Done"] = $"“{Item.Label}” is deleted.";
        return LocalRedirect(Kind.Place + Choice.Query);
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await EditionChoice.FindAsync(db, EditionSlug, cancellation) is not { } choice)
        {
            return false;
        }

        Choice = choice;
        var set = (await change.ReadAsync(choice, Kind, revision: null, cancellation))!.Set;
        if (set.Find(Slug) is not { } item)
        {
            return false;
        }

        (Item, Uses) = (item, set.UsesOf(Slug));
        return true;
    }

    private static string FingerprintOf(IProgrammeItem item, IReadOnlyList<string> uses) =>
        MediaHash.Of(Encoding.UTF8.GetBytes(string.Join('\n', uses.Prepend(ProgrammeJson.Write<object>(item)))));
}
