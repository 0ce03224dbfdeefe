using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Web.Areas.Admin.Pages.Pages.History;

/// <summary>Every revision of a page, and the way back to each.</summary>
public sealed class HistoryModel(WorkshopDbContext db, TimeProvider clock) : PageModel
{
    /// <summary>Revisions, of which several may be one entry.</summary>
    public const int PageSize = 100;

    /// <summary>Only revisions before this one.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Before { get; set; }

    public EditedPage Hand { get; private set; } = null!;

    /// <summary>Newest first.</summary>
    public IReadOnlyList<HistoryEntry> Entries { get; private set; } = [];

    /// <summary>All of them, those that are folded too: what can be compared.</summary>
    public IEnumerable<HistoryLine> Lines => Entries.SelectMany(entry => entry.Folded.Prepend(entry.Line));

    /// <summary>What <see cref="Before"/> is on the next page; null on the last.</summary>
    public int? Older { get; private set; }

    /// <summary>Somebody has saved since the history was shown, and nothing was restored.</summary>
    public bool IsStale { get; private set; }

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellation) =>
        await LoadAsync(id, cancellation) ? Page() : NotFound();

    /// <param name="number">Of the revision that is restored.</param>
    /// <param name="basedOn">Of the latest revision that whoever restores has seen.</param>
    public async Task<IActionResult> OnPostAsync(int id, int number, int basedOn, CancellationToken cancellation)
    {
        if (await EditedPage.FindAsync(db, id, cancellation) is not { } hand)
        {
            return NotFound();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var wanted = await db.Revisions.SingleOrDefaultAsync(revision => revision.PageId == id && revision.Number == number, cancellation);
        if (wanted is null || await DraftWriter.LockAsync(db, id, cancellation) is not { LatestRevision: { } latest } page)
        {
            return NotFound();
        }

        if (latest.Number != basedOn)
        {
            await transaction.RollbackAsync(cancellation);
            IsStale = true;
            Response.StatusCode = StatusCodes.Status409Conflict;
            return await LoadAsync(id, cancellation) ? Page() : NotFound();
        }

        if (wanted.Content == latest.Content)
        {
            TempData["Done"] = $"The draft has the text of revision {number} already.";
            return LocalRedirect($"/admin/pages/{id}/history");
        }

        var now = clock.GetCurrentInstant();
        var origin = new RevisionOrigin(
            User.OrganizerName())
        { AuthorId = User.OrganizerId(), BasedOn = latest.Number, Note = $"revision {number} restored" };
        var restored = await new PageWriter(db).SaveAsync(page, wanted.Content, origin, now, cancellation);
        db.Add(Audit.By(HttpContext, now, AuditAction.RevisionRestored, hand.Subject, restored.Number, $"revision {number}"));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        TempData["Done"] =
            $"Revision {number} is the draft again, as revision "
            + $"{restored.Number}.{(page.PublishedRevisionId is null ? "" : " What is live is as it was.")}";
        return LocalRedirect($"/admin/pages/{id}/history");
    }

    public HistoryRow RowOf(HistoryLine line) =>
        new(Hand.Page.Id, line, Hand.Page.LatestRevision!.Number, Hand.Page.PublishedRevision?.Number, Hand.Choice.Zone);

    private async Task<bool> LoadAsync(int id, CancellationToken cancellation)
    {
        if (await EditedPage.FindAsync(db, id, cancellation) is not { } hand)
        {
            return false;
        }

        Hand = hand;
        var revisions = await db.Revisions
            .Where(revision => revision.PageId == id && (Before == null || revision.Number < Before))
            .OrderByDescending(revision => revision.Number)
            .Select(revision => new Revision(
                revision.Id,
                revision.Number,
                revision.AuthorId,
                revision.Author,
                revision.CreatedAt,
                revision.Note,
                revision.IsAutosave,
                revision.IsSetAside,
                revision.BasedOn))
            .Take(PageSize + 1)
            .ToListAsync(cancellation);
        Older = revisions.Count > PageSize ? revisions[PageSize - 1].Number : null;
        Entries = HistoryEntry.Fold(
            revisions.Take(PageSize).Select((revision, place) => LineOf(revision, place == 0 ? null : revisions[place - 1], hand.Page)));
        return true;
    }

    private static HistoryLine LineOf(Revision revision, Revision? next, ContentPage page)
    {
        // Kept beside for a moment: the next revision is what it was merged into.
        var isMerged = next is { IsSetAside: false } && next.Number == revision.Number + 1 && next.AuthorId == revision.AuthorId;
        var roles = new List<string>();
        Add(HistoryLine.Live, revision.Id == page.PublishedRevisionId);
        Add(HistoryLine.Scheduled, revision.Id == page.ScheduledRevisionId);
        Add(HistoryLine.Latest, revision.Id == page.LatestRevisionId);
        Add(HistoryLine.SetAside, revision.IsSetAside && !isMerged);
        return new HistoryLine(
            revision.Number,
            revision.AuthorId,
            revision.Author,
            revision.At,
            revision.Note,
            revision.IsAutosave,
            roles)
        { BasedOn = revision.BasedOn };

        void Add(string role, bool hasIt)
        {
            if (hasIt)
            {
                roles.Add(role);
            }
        }
    }

    private sealed record Revision(
        int Id, int Number, int? AuthorId, string Author, Instant At, string? Note, bool IsAutosave, bool IsSetAside, int? BasedOn);
}
