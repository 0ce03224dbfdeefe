using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Web.Programme.Lists;

namespace Workshop.Web.Areas.Admin.Pages.Items;

/// <summary>One item, new or not. See <see cref="ItemDraft"/> for two who edit it at once.</summary>
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

    /// <summary>Null where nobody stood in the way.</summary>
    public ItemDraft? Refused { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation) || Kind.Draft(Now.Set, Slug, Now.Context) is var draft && Slug is not null && !draft.IsThere)
        {
            return NotFound();
        }

        BasedOn = Now.Number;
        Show(draft.Texts);
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

        Texts = PostedTexts.Of(Request.Form, Kind.Fields);
        Label = Texts[Kind.Fields[0].Name];
        var draft = Kind.Draft(drawn.Set, Slug, Now.Context);
        foreach (var (field, objection) in draft.Fill(Texts))
        {
            ModelState.AddModelError($"Input.{field.Name}", $"{field.Label} {objection.InFile}.");
        }

        return ModelState.IsValid ? await SaveAsync(draft, cancellation) : Page();
    }

    private async Task<IActionResult> SaveAsync(ItemDraft draft, CancellationToken cancellation)
    {
        try
        {
            var label = draft.Texts.Label;
            var summary = $"{(Slug is null ? "Added" : "Changed")} {Kind.One} “{label}”";
            var saved = await change.SaveAsync(HttpContext, Choice.Chosen, Kind, draft.Into, summary, cancellation);
            if (draft.IsDeleted || draft.Clashes.Count > 0)
            {
                return await ShowBothAsync(draft, cancellation);
            }

            TempData["Done"] = saved is null ? "Nothing was changed, so there is nothing to save." : $"“{label}” is saved.";
            return LocalRedirect(Kind.Place + Choice.Query);
        }
        catch (InvalidDocumentException refusal)
        {
            ModelState.AddModelError("", string.Join(" ", refusal.Objections.Take(5)));
            return Page();
        }
    }

    private async Task<IActionResult> ShowBothAsync(ItemDraft draft, CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        Refused = draft;
        BasedOn = Now.Number;
        ModelState.Clear();
        Show(draft.Texts);
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

    private void Show(ItemTexts item) => (Texts, Label) = (item.Texts, item.Label);
}
