using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Data.Media;
using Workshop.Data.Programme;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;
using Workshop.Web.Programme;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin.Pages.ProgrammeList;

/// <summary>What releasing the draft would change for readers, and the release itself.</summary>
public sealed class ReleaseModel(WorkshopDbContext db, ProgrammeChange change, PublishedSiteStore store, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "edition")]
    public string? Slug { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public EditionChoice Choice { get; private set; } = null!;

    public ProgrammeRelease? Former { get; private set; }

    public DraftSchedule Draft { get; private set; } = null!;

    public IReadOnlyList<ProgrammeDifference> Differences { get; private set; } = [];

    public IReadOnlyList<ProgrammeConflict> Conflicts => [.. Draft.Conflicts.Where(conflict => !conflict.IsRemark)];

    /// <summary>A digest of the differences and conflicts that are shown: they also depend on the edition's days and zone.</summary>
    public string Shown =>
        MediaHash.Of(Encoding.UTF8.GetBytes(
            string.Join('\n', Differences.Select(line => line.Text).Concat(Conflicts.Select(conflict => conflict.Text)))));

    /// <summary>Why nothing was released.</summary>
    public string? Refusal { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        Input = new InputModel { Seen = Draft.Number, Shown = Shown };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await EditionChoice.FindAsync(db, Slug, cancellation) is not { } choice)
        {
            return NotFound();
        }

        // So that what is checked below is what is released: nobody changes the draft or the edition's days and zone from here on.
        var writer = new ProgrammeWriter(db);
        await writer.LockAsync(choice.Chosen.Id, cancellation);
        db.ChangeTracker.Clear();
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (Draft.Number != Input.Seen)
        {
            return Refuse(
                $"Nothing was released, since the draft has changed meanwhile. Please look at it again. "
                + $"{await change.SinceAsync(Choice, Input.Seen, cancellation)}");
        }

        if (Differences.Count == 0)
        {
            return Refuse("Nothing was released: readers would see no difference.");
        }

        if (Shown != Input.Shown)
        {
            return Refuse(
                "Nothing was released, since the edition's settings or an earlier release have changed what it would do. Please "
                + "look at it again.");
        }

        var note = SessionInput.Line("Note", Input.Note, ProgrammeRelease.NoteMaxLength, ModelState);
        SessionInput.Object(ModelState, "AcceptsConflicts", Conflicts.Count > 0
            && !Input.AcceptsConflicts, "Please say that the programme is meant to be released with these conflicts.");
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var now = clock.GetCurrentInstant();
        var origin = new DocumentOrigin(User.OrganizerName(), now, "Released") { AuthorId = User.OrganizerId() };
        if (await writer.ReleaseAsync(Choice.Chosen.Id, Input.Seen, note, origin, cancellation) is not { } release)
        {
            return Refuse("Nothing was released: readers would see no difference.");
        }

        var conflicts = Conflicts.Sum(conflict => conflict.Count);
        var accepted = conflicts == 0 ? note : $"with {conflicts} accepted conflict{(conflicts == 1 ? "" : "s")}. {note}".Trim();
        db.Add(Audit.By(HttpContext, now, AuditAction.ProgrammeReleased, $"programme {Choice.Chosen.Slug}", release.Version, accepted));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        await store.TryReloadAsync();
        TempData["Done"] = $"Release {release.Version} is what readers see now.";
        return LocalRedirect("/admin/programme/releases/" + Choice.Query);
    }

    private PageResult Refuse(string why)
    {
        Refusal = why;
        // What is shown now is what the button is about from here on.
        ModelState.Clear();
        Input = new InputModel { Seen = Draft.Number, Shown = Shown, Note = Input.Note };
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await EditionChoice.FindAsync(db, Slug, cancellation) is not { } choice)
        {
            return false;
        }

        Choice = choice;
        var writer = new ProgrammeWriter(db);
        Draft = DraftSchedule.Of(choice, await writer.LatestAsync(choice.Chosen.Id, DocumentKind.Programme, cancellation));
        Former = await writer.LatestReleaseAsync(choice.Chosen.Id, cancellation);
        Differences = ProgrammeDifference.Of(
            Former is null ? null : ProgrammeJson.Read<ReleaseDocument>(Former.Document), Draft.Programme.Document, choice.Zone);
        return true;
    }

    public sealed class InputModel
    {
        /// <summary>Number of the revision that was looked at.</summary>
        public int Seen { get; set; }

        /// <summary>See <see cref="ReleaseModel.Shown"/>.</summary>
        public string? Shown { get; set; }

        public bool AcceptsConflicts { get; set; }

        /// <summary>What readers are told of it.</summary>
        public string? Note { get; set; }
    }
}
