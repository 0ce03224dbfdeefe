using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Web.Programme.Lists;
using Workshop.Web.Text;

namespace Workshop.Web.Areas.Admin.Pages.Items;

/// <summary>The items of one kind in their order, which can be changed here.</summary>
public sealed class ItemListModel(WorkshopDbContext db, ItemChange change) : PageModel
{
    private const int SaidLength = 120;

    [BindProperty(SupportsGet = true, Name = "edition")]
    public string? Slug { get; set; }

    public EditionChoice Choice { get; private set; } = null!;

    public ItemKind Kind => HttpContext.ItemKind();

    public ItemState Now { get; private set; } = null!;

    /// <summary>The button that was pressed, so that it can be pressed again from the keyboard.</summary>
    [TempData]
    public string? Pressed { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await EditionChoice.FindAsync(db, Slug, cancellation) is not { } choice)
        {
            return NotFound();
        }

        Choice = choice;
        Now = (await change.ReadAsync(choice, Kind, revision: null, cancellation))!;
        return Page();
    }

    /// <param name="up">Slug of what goes one place up.</param>
    /// <param name="down">Slug of what goes one place down.</param>
    public async Task<IActionResult> OnPostAsync(string? up, string? down, CancellationToken cancellation)
    {
        if (await EditionChoice.FindAsync(db, Slug, cancellation) is not { } choice)
        {
            return NotFound();
        }

        var slug = up ?? down ?? "";
        var label = (await change.ReadAsync(choice, Kind, revision: null, cancellation))!.Set.Find(slug)?.Label;
        var moved = label is null
            ? null
            : await change.SaveAsync(
                HttpContext,
                choice.Chosen,
                Kind,
                set => set.Moved(slug, up is null ? 1 : -1),
                $"Moved {Kind.One} “{label}” {(up is null ? "down" : "up")}",
                cancellation);
        TempData["Done"] = moved is null ? "Nothing was moved: it stands there already, or is not there any more." : $"“{label}” is moved.";
        Pressed = up is null ? "down " + slug : "up " + slug;
        return LocalRedirect(Kind.Place + choice.Query);
    }

    /// <summary>What tells the item from others beside its name.</summary>
    public string Said(ItemTexts item) => SafeText.Clip(
        string.Join(" · ", Kind.Fields.Where(IsSaid).Select(field => SaidOf(field, item.Texts[field.Name])).Where(text => text.Length > 0)),
        SaidLength);

    private static bool IsSaid(AnyField field) =>
        !field.IsName && field.Shape is not (FieldShape.Text or FieldShape.Url) && field.Name != "links";

    private static string SaidOf(AnyField field, string text) => field.Shape switch
    {
        FieldShape.Check => text.Length > 0 ? "public" : "not public yet",
        FieldShape.Lines => text.Replace("\n", ", ", StringComparison.Ordinal),
        _ => text,
    };
}
