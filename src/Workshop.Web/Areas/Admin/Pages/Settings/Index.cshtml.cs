using System.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Editions;

namespace Workshop.Web.Areas.Admin.Pages.Settings;

/// <summary>The settings of an edition. Two who edit at once both keep what they wrote: the second is shown both.</summary>
public sealed class SettingsModel(WorkshopDbContext db, SettingsChange change) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "edition")]
    public string? Slug { get; set; }

    [BindProperty]
    public SettingsInput Input { get; set; } = new();

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

        Input = SettingsInput.From(Choice.Chosen.Settings, Latest?.Number ?? 0);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (Input.BasedOn != (Latest?.Number ?? 0))
        {
            return await ShowBothAsync(cancellation);
        }

        try
        {
            var saved = await change.SaveAsync(HttpContext, Choice.Chosen, Input.ToSettings(), detail: null, cancellation);
            TempData["Done"] = saved is null ? "Nothing was changed, so there is nothing to save." : $"Saved as version {saved.Number}. The site shows it now.";
            return LocalRedirect("/admin/settings/" + Choice.Query);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return await LoadAsync(cancellation) ? await ShowBothAsync(cancellation) : NotFound();
        }
    }

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

    private async Task<IActionResult> ShowBothAsync(CancellationToken cancellation)
    {
        var mine = Input.ToSettings();
        var theirs = Choice.Chosen.Settings;
        // Whoever began before there were versions began with what is now the first.
        var number = Math.Max(Input.BasedOn, 1);
        var begun = await db.EditionRevisions.AsNoTracking()
            .FirstOrDefaultAsync(revision => revision.EditionId == Choice.Chosen.Id && revision.Number == number, cancellation);
        Conflict = new Meanwhile(
            Latest!.Author,
            Latest.CreatedAt.InZone(Choice.Zone),
            [.. SettingsField.Differing(mine, theirs).Select(field => new Difference(field.Label, field.Text(mine), field.Text(theirs)))]);
        Input = SettingsInput.From(SettingsField.Merge(begun?.Settings ?? theirs, mine, theirs), Latest.Number);
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    /// <param name="Author">Of what was saved while this form was open.</param>
    public sealed record Meanwhile(string Author, ZonedDateTime At, IReadOnlyList<Difference> Differences);

    public sealed record Difference(string Label, string? Mine, string? Theirs);
}
