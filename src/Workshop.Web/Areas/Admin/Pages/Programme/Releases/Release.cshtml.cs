using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Web.Programme;

namespace Workshop.Web.Areas.Admin.Pages.ProgrammeList;

/// <summary>A release as it was, in the zone that it was released in, and the way back to it.</summary>
public sealed class FormerReleaseModel(WorkshopDbContext db, ProgrammeChange change) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "edition")]
    public string? Slug { get; set; }

    [FromRoute]
    public int Version { get; set; }

    /// <summary>The latest revision that whoever restores has seen.</summary>
    [BindProperty]
    public int Seen { get; set; }

    public EditionChoice Choice { get; private set; } = null!;

    public ProgrammeRelease Release { get; private set; } = null!;

    public PublishedProgramme Programme { get; private set; } = null!;

    public int Latest { get; private set; }

    /// <summary>What the draft would be like, beside what it is.</summary>
    public IReadOnlyList<ProgrammeDifference> Differences { get; private set; } = [];

    /// <summary>Why nothing was restored.</summary>
    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        var outcome = await change.RestoreAsync(HttpContext, Choice, Seen, Release, cancellation);
        if (outcome.IsRefused)
        {
            Refusal = outcome.Text;
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await LoadAsync(cancellation) ? Page() : NotFound();
        }

        TempData[nameof(ProgrammeModel.Said)] = outcome.Revision is null
            ? $"The draft is what release {Version} was already."
            : outcome.Text + " Readers see what they saw.";
        TempData[nameof(ProgrammeModel.Undoable)] = outcome.Revision;
        return LocalRedirect("/admin/programme/" + Choice.Query);
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await EditionChoice.FindAsync(db, Slug, cancellation) is not { } choice
            || await db.ProgrammeReleases
                .AsNoTracking()
                .SingleOrDefaultAsync(release => release.EditionId == choice.Chosen.Id
                    && release.Version == Version, cancellation) is not { } stored)
        {
            return false;
        }

        (Choice, Release) = (choice, stored);
        var document = ProgrammeJson.Read<ReleaseDocument>(stored.Document);
        Programme = new PublishedProgramme(
            document.Programme, DateTimeZoneProviders.Tzdb.GetZoneOrNull(document.TimeZone) ?? DateTimeZone.Utc);
        var draft = await new ProgrammeWriter(db).LatestAsync(choice.Chosen.Id, DocumentKind.Programme, cancellation);
        Latest = draft?.Number ?? 0;
        var programme = draft is null ? ProgrammeDocument.Empty : ProgrammeJson.Read<ProgrammeDocument>(draft.Document);
        Differences = [.. ProgrammeDifference.Of(
            new PublishedProgramme(programme, choice.Zone), new PublishedProgramme(document.Programme, choice.Zone))];
        return true;
    }
}
