using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Web.Programme.Lists;

namespace Workshop.Web.Areas.Admin.Pages.Items;

/// <summary>
/// One item, new or not. Two who edit it at once both keep what they wrote: what they changed in different fields is put
/// together, and of a field that both changed the second is shown both.
/// </summary>
public sealed class ItemFormModel(WorkshopDbContext db, ItemChange change) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "edition")]
    public string? EditionSlug { get; set; }

    /// <summary>Null for a new one.</summary>
    [FromRoute]
    public string? Slug { get; set; }

    /// <summary>The revision that the form was filled from; 0 where there was none.</summary>
    [BindProperty]
    public int BasedOn { get; set; }

    public EditionChoice Choice { get; private set; } = null!;

    public ItemKind Kind => HttpContext.ItemKind();

    public ItemState Now { get; private set; } = null!;

    public string Label { get; private set; } = "";

    /// <summary>Of every field, by its name.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; private set; } = new Dictionary<string, string>();

    public Clashing? Meanwhile { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || (Slug is not null && Now.Set.Find(Slug) is null))
        {
            return NotFound();
        }

        BasedOn = Now.Number;
        Show(Slug is null ? Blank : Now.Set.Find(Slug)!);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        if (!await LoadAsync(cancellation) || await change.ReadAsync(Choice, Kind, BasedOn, cancellation) is not { } drawn
            || (Slug is not null && !ProgrammeRules.IsSlug(Slug)))
        {
            return NotFound();
        }

        Texts = Kind.Fields.ToDictionary(field => field.Name, field => string.Join(", ", Request.Form[$"Input.{field.Name}"].OfType<string>()).Replace("\r\n", "\n", StringComparison.Ordinal));
        Label = Texts[Kind.Fields[0].Name];
        var began = Slug is null ? null : drawn.Set.Find(Slug);
        var mine = Filled(began ?? Blank);
        return ModelState.IsValid ? await SaveAsync(began, mine, cancellation) : Page();
    }

    private IProgrammeItem Blank => Kind.Blank(Slug ?? Kind.Name, Now.Context);

    private IProgrammeItem Filled(IProgrammeItem item)
    {
        foreach (var field in Kind.Fields)
        {
            (item, var objection) = field.Apply(item, Texts[field.Name], Now.Context);
            if (objection is not null)
            {
                ModelState.AddModelError($"Input.{field.Name}", $"{field.Label} {objection}.");
            }
        }

        return item;
    }

    private async Task<IActionResult> SaveAsync(IProgrammeItem? began, IProgrammeItem mine, CancellationToken cancellation)
    {
        MergedFields<IProgrammeItem>? merge = null;
        var isDeleted = false;
        try
        {
            var saved = await change.SaveAsync(HttpContext, Choice.Chosen, Kind, Changed, $"{(Slug is null ? "Added" : "Changed")} {Kind.One} “{mine.Label}”", cancellation);
            if (isDeleted || merge?.Clashes.Count > 0)
            {
                return await ShowBothAsync(mine, merge, cancellation);
            }

            TempData["Done"] = saved is null ? "Nothing was changed, so there is nothing to save." : $"“{mine.Label}” is saved.";
            return LocalRedirect(Kind.Place + Choice.Query);
        }
        catch (InvalidDocumentException refusal)
        {
            ModelState.AddModelError("", string.Join(" ", refusal.Objections.Take(5)));
            return Page();
        }

        ItemSet Changed(ItemSet latest)
        {
            if (Slug is null)
            {
                return latest.Put(Filled(Kind.Blank(latest.SlugFor(mine.Label, Kind.Name), Now.Context)));
            }

            if (latest.Find(Slug) is not { } theirs)
            {
                isDeleted = began is not null;
                return isDeleted ? latest : latest.Put(mine);
            }

            merge = Kind.Merge(began ?? Blank, mine, theirs);
            return merge.Clashes.Count > 0 ? latest : latest.Put(merge.Merged);
        }
    }

    private async Task<IActionResult> ShowBothAsync(IProgrammeItem mine, MergedFields<IProgrammeItem>? merge, CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        var theirs = Now.Set.Find(Slug!);
        Meanwhile = new Clashing(
            Now.Revision?.Author ?? "Somebody",
            theirs is null,
            theirs is null || merge is null ? [] : [.. Kind.Fields.Where(field => merge.Clashes.Contains(field.Name)).Select(field => new Clash(field.Label, field.Text(mine, Now.Context), field.Text(theirs, Now.Context)))]);
        BasedOn = Now.Number;
        ModelState.Clear();
        Show(merge?.Merged ?? mine);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await EditionChoice.FindAsync(db, EditionSlug, cancellation) is not { } choice)
        {
            return false;
        }

        Choice = choice;
        Now = (await change.ReadAsync(choice, Kind, revision: null, cancellation))!;
        return true;
    }

    private void Show(IProgrammeItem item)
    {
        Texts = Kind.Fields.ToDictionary(field => field.Name, field => field.Text(item, Now.Context));
        Label = item.Label;
    }

    /// <param name="Author">Of the latest revision.</param>
    public sealed record Clashing(string Author, bool IsDeleted, IReadOnlyList<Clash> Clashes);

    public sealed record Clash(string Label, string Mine, string Theirs);
}
