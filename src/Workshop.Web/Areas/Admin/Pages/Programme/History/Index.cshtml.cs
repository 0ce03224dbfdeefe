using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Programme;

namespace Workshop.Web.Areas.Admin.Pages.ProgrammeList;

/// <summary>What was done to an edition's programme, and the way back to any of it.</summary>
public sealed class ProgrammeHistoryModel(WorkshopDbContext db, ProgrammeChange change) : PageModel
{
    public const int PageSize = 50;

    [BindProperty(SupportsGet = true, Name = "edition")]
    public string? Slug { get; set; }

    /// <summary>Only revisions before this one.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Before { get; set; }

    /// <summary>The latest revision that whoever restores has seen.</summary>
    [BindProperty]
    public int Seen { get; set; }

    public EditionChoice Choice { get; private set; } = null!;

    /// <summary>Number of the draft's revision; 0 before the first.</summary>
    public int Latest { get; private set; }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public bool HasOlder { get; private set; }

    /// <summary>Why nothing was restored.</summary>
    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(int number, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation)
            || await new ProgrammeWriter(db).FindAsync(Choice.Chosen.Id, DocumentKind.Programme, number, cancellation) is not { } revision)
        {
            return NotFound();
        }

        var outcome = await change.RestoreAsync(HttpContext, Choice, Seen, revision, cancellation);
        if (outcome.IsRefused)
        {
            Refusal = outcome.Text;
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await LoadAsync(cancellation) ? Page() : NotFound();
        }

        TempData[nameof(ProgrammeModel.Said)] = outcome.Revision is null
            ? $"The draft is what version {number} was already."
            : outcome.Text;
        TempData[nameof(ProgrammeModel.Undoable)] = outcome.Revision;
        return LocalRedirect("/admin/programme/" + Choice.Query);
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await EditionChoice.FindAsync(db, Slug, cancellation) is not { } choice)
        {
            return false;
        }

        Choice = choice;
        var revisions = db.DocumentRevisions.Where(
            revision => revision.EditionId == choice.Chosen.Id && revision.Kind == DocumentKind.Programme);
        Latest = await revisions.MaxAsync(revision => (int?)revision.Number, cancellation) ?? 0;
        var lines = await revisions
            .Where(revision => Before == null || revision.Number < Before)
            .OrderByDescending(revision => revision.Number)
            .Select(revision => new Line(revision.Number, revision.Author, revision.CreatedAt, revision.Summary))
            .Take(PageSize + 1)
            .ToListAsync(cancellation);
        (Lines, HasOlder) = ([.. lines.Take(PageSize)], lines.Count > PageSize);
        return true;
    }

    public sealed record Line(int Number, string Author, Instant At, string Summary);
}
