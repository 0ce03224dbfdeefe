using System.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Editions;
using Workshop.Data.Programme;

namespace Workshop.Web.Areas.Admin.Pages.Settings;

/// <summary>The settings of an edition. Two who edit at once both keep what they wrote: the second is shown both.</summary>
public sealed class SettingsModel(WorkshopDbContext db, SettingsChange change) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "edition")]
    public string? Slug { get; set; }

    /// <summary>The revision that the form was filled from; 0 where there was none.</summary>
    [BindProperty(Name = "Input.BasedOn")]
    public int BasedOn { get; set; }

    /// <summary>Of every field, by its name, as it was filled in.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; private set; } = new Dictionary<string, string>();

    public EditionChoice Choice { get; private set; } = null!;

    /// <summary>Null before anybody has saved.</summary>
    public EditionRevision? Latest { get; private set; }

    public Meanwhile? Conflict { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        Show(Choice.Chosen.Settings);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        Texts = PostedTexts.Of(Request.Form, SettingsFields.All);
        var (mine, objections) = SettingsFields.All.Fill(Choice.Chosen.Settings, Texts, FieldContext.None);
        foreach (var (field, objection) in objections)
        {
            ModelState.AddModelError($"Input.{field.Name}", objection.InForm);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (BasedOn != (Latest?.Number ?? 0))
        {
            return await ShowBothAsync(mine, cancellation);
        }

        try
        {
            var saved = await change.SaveAsync(HttpContext, Choice.Chosen, mine, detail: null, cancellation);
            TempData["Done"] = saved is null
                ? "Nothing was changed, so there is nothing to save."
                : $"Saved as version {saved.Number}. The site shows it now.";
            return LocalRedirect("/admin/settings/" + Choice.Query);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return await LoadAsync(cancellation) ? await ShowBothAsync(mine, cancellation) : NotFound();
        }
    }

    /// <summary>One line of the form.</summary>
    public FormField Field(AnyField field) => FormField.OfProperty(field, Texts.GetValueOrDefault(field.Name), FieldContext.None);

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        // Of one moment: a form filled from one version must not claim to be based on another.
        await using var moment = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        if (await EditionChoice.FindAsync(db, Slug, cancellation) is not { } choice)
        {
            return false;
        }

        Choice = choice;
        Latest = await new EditionWriter(db).LatestAsync(choice.Chosen.Id, cancellation);
        return true;
    }

    private async Task<IActionResult> ShowBothAsync(EditionSettings mine, CancellationToken cancellation)
    {
        var theirs = Choice.Chosen.Settings;
        // Whoever began before there were versions began with what is now the first.
        var number = Math.Max(BasedOn, 1);
        var begun = await db.EditionRevisions.AsNoTracking()
            .FirstOrDefaultAsync(revision => revision.EditionId == Choice.Chosen.Id && revision.Number == number, cancellation);
        Conflict = new Meanwhile(
            Latest!.Author,
            Latest.CreatedAt.InZone(Choice.Zone),
            [.. SettingsFields.Differing(mine, theirs).Select(field => FieldClash.Of(field, mine, theirs, FieldContext.None))]);
        Show(FieldMerge.Of(begun?.Settings ?? theirs, mine, theirs).Merged);
        ModelState.Clear();
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private void Show(EditionSettings settings)
    {
        BasedOn = Latest?.Number ?? 0;
        Texts = SettingsFields.All.ToDictionary(field => field.Name, field => field.Text(settings, FieldContext.None));
    }

    /// <param name="Author">Of what was saved while this form was open.</param>
    public sealed record Meanwhile(string Author, ZonedDateTime At, IReadOnlyList<FieldClash> Differences);
}
