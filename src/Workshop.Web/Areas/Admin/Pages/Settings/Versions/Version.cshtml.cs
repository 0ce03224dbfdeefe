using System.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Editions;
using Workshop.Data.Programme;

namespace Workshop.Web.Areas.Admin.Pages.Settings.Versions;

/// <summary>What one version of the settings changed, and the way back to it.</summary>
public sealed class VersionModel(WorkshopDbContext db, SettingsChange change) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "edition")]
    public string? Slug { get; set; }

    [FromRoute]
    public int Number { get; set; }

    /// <summary>The newest version that whoever restores has seen.</summary>
    [BindProperty]
    public int BasedOn { get; set; }

    public EditionChoice Choice { get; private set; } = null!;

    public EditionRevision Version { get; private set; } = null!;

    /// <summary>The version before; null for the first.</summary>
    public EditionRevision? Former { get; private set; }

    public int LatestNumber { get; private set; }

    public bool IsInForce => Version.Settings == Choice.Chosen.Settings;

    public bool IsStale { get; private set; }

    public IEnumerable<Field<EditionSettings>> Changes => Former is null
        ? SettingsFields.All.Where(setting => setting.Shown(Version.Settings, FieldContext.None) is not null)
        : SettingsFields.Differing(Former.Settings, Version.Settings);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (BasedOn != LatestNumber)
        {
            return AskAgain();
        }

        try
        {
            var saved = await change.SaveAsync(HttpContext, Choice.Chosen, Version.Settings, $"version {Number} restored", cancellation);
            TempData["Done"] = saved is null
                ? "This is what is there already."
                : $"Version {Number} is restored, as version {saved.Number}. The site shows it now.";
            return LocalRedirect("/admin/settings/" + Choice.Query);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return await LoadAsync(cancellation) ? AskAgain() : NotFound();
        }
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        await using var moment = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        if (await EditionChoice.FindAsync(db, Slug, cancellation) is not { } choice)
        {
            return false;
        }

        Choice = choice;
        var versions = db.EditionRevisions.AsNoTracking().Where(revision => revision.EditionId == choice.Chosen.Id);
        Former = await versions.SingleOrDefaultAsync(revision => revision.Number == Number - 1, cancellation);
        LatestNumber = await versions.MaxAsync(revision => (int?)revision.Number, cancellation) ?? 0;
        if (await versions.SingleOrDefaultAsync(revision => revision.Number == Number, cancellation) is not { } version)
        {
            return false;
        }

        Version = version;
        return true;
    }

    private PageResult AskAgain()
    {
        IsStale = true;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }
}
