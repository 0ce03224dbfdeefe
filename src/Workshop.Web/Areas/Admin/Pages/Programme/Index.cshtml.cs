using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Programme;
using Workshop.Web.Programme;

namespace Workshop.Web.Areas.Admin.Pages.ProgrammeList;

/// <summary>The schedule of an edition as organizers work on it: a draft, of which readers see nothing until it is released.</summary>
public sealed class ProgrammeModel(WorkshopDbContext db, ProgrammeChange change) : PageModel
{
    /// <summary>What the buttons for earlier, later, longer and shorter do once.</summary>
    public const int StepMinutes = 5;

    [BindProperty(SupportsGet = true, Name = "edition")]
    public string? Slug { get; set; }

    /// <summary>The session that a form is about; in an address, the one whose forms are drawn.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Session { get; set; }

    /// <summary>Number of the revision that the form was drawn from.</summary>
    [BindProperty]
    public int Seen { get; set; }

    [BindProperty]
    public MoveInput Move { get; set; } = new();

    public EditionChoice Choice { get; private set; } = null!;

    public DraftSchedule Draft { get; private set; } = null!;

    public MoveRefusal? Refusal { get; private set; }

    /// <summary>What was done, and the revision that undoing it would take back.</summary>
    [TempData]
    public string? Said { get; set; }

    [TempData]
    public int? Undoable { get; set; }

    /// <summary>The name of the control that was used, so that it can be used again from the keyboard.</summary>
    [TempData]
    public string? Pressed { get; set; }

    /// <summary>The session whose forms are drawn; null where none is asked for, or it is not there.</summary>
    public PublishedSession? Opened => Session is { } slug ? Draft.Programme.FindSession(slug) : null;

    /// <summary>The control that is to have the focus. Where what was pressed is gone, it is what takes that back.</summary>
    public string? Focused => (Refusal is null ? Pressed : Refusal.Control) switch
    {
        "unplace" or "delete" => "undo",
        "cancel" => "restore",
        "restore" => "cancel",
        var control => control,
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await LoadAsync(cancellation) ? Page() : NotFound();

    /// <param name="step">One of the buttons of a session.</param>
    public Task<IActionResult> OnPostStepAsync(string? step, CancellationToken cancellation)
    {
        var slug = Session ?? "";
        return ApplyAsync(
            [slug],
            step switch
            {
                "earlier" => document => ProgrammeStep.Shift(document, slug, -StepMinutes, Choice.Zone),
                "later" => document => ProgrammeStep.Shift(document, slug, StepMinutes, Choice.Zone),
                "shorter" => document => ProgrammeStep.Lengthen(document, slug, -StepMinutes),
                "longer" => document => ProgrammeStep.Lengthen(document, slug, StepMinutes),
                "cancel" => document => ProgrammeStep.SetCancelled(document, slug, isCancelled: true),
                "restore" => document => ProgrammeStep.SetCancelled(document, slug, isCancelled: false),
                "unplace" => document => ProgrammeStep.Unplace(document, slug),
                "duplicate" => Duplicate(slug),
                "delete" => document => ProgrammeStep.Delete(document, slug),
                _ => null,
            },
            step,
            cancellation);
    }

    public Task<IActionResult> OnPostPlaceAsync(CancellationToken cancellation) => PlaceAsync("place", cancellation);

    /// <summary>What dragging sends.</summary>
    public Task<IActionResult> OnPostDropAsync(CancellationToken cancellation) => PlaceAsync("drop", cancellation);

    public Task<IActionResult> OnPostSwapAsync(CancellationToken cancellation)
    {
        var (slug, other) = (Session ?? "", Move.With ?? "");
        return ApplyAsync([slug, other], document => ProgrammeStep.Swap(document, slug, other), "swap", cancellation);
    }

    public async Task<IActionResult> OnPostDelayAsync(CancellationToken cancellation)
    {
        var slug = Session ?? "";
        return Move.ReadDelay(out var minutes) is { } wrong
            ? await RefuseAsync(wrong, "delay", cancellation)
            : await ApplyAsync(
                [slug], document => ProgrammeStep.Delay(
                    document, slug, minutes, Move.Scope == MoveInput.ThisRoom, Choice.Zone), "delay", cancellation);
    }

    public async Task<IActionResult> OnPostUndoAsync(int number, CancellationToken cancellation) =>
        !ModelState.IsValid ? BadRequest()
        : await ChooseAsync(cancellation) ? await AnswerAsync(
            await change.UndoAsync(HttpContext, Choice, number, cancellation), "undo", cancellation)
        : NotFound();

    // The identifier is made once, since the change may be computed several times.
    private static Func<ProgrammeDocument, ProgrammeStep> Duplicate(string slug)
    {
        var uid = Guid.NewGuid();
        return document => ProgrammeStep.Duplicate(document, slug, uid);
    }

    private async Task<IActionResult> PlaceAsync(string control, CancellationToken cancellation)
    {
        if (!await ChooseAsync(cancellation))
        {
            return NotFound();
        }

        var slug = Session ?? "";
        var session = (await new ProgrammeWriter(db).ProgrammeOfAsync(Choice.Chosen.Id, cancellation)).Sessions.FirstOrDefault(
            known => known.Slug == slug);
        if (Move.ReadPlace(session, Choice.Zone, out var place) is { } wrong)
        {
            return await RefuseAsync(wrong, control, cancellation);
        }

        var room = string.IsNullOrEmpty(Move.Room) ? null : Move.Room;
        return await ApplyAsync(
            [slug], document => ProgrammeStep.Place(
                document, slug, place.StartsAt, place.IsLater, room, place.Minutes, Choice.Zone), control, cancellation);
    }

    private async Task<IActionResult> ApplyAsync(
        ImmutableArray<string> slugs, Func<ProgrammeDocument, ProgrammeStep>? step, string? control, CancellationToken cancellation)
    {
        if (!ModelState.IsValid || step is null)
        {
            return BadRequest();
        }

        return await ChooseAsync(cancellation)
            ? await AnswerAsync(await change.ApplyAsync(HttpContext, Choice, Seen, slugs, step, cancellation), control, cancellation)
            : NotFound();
    }

    private async Task<IActionResult> AnswerAsync(ChangeOutcome outcome, string? control, CancellationToken cancellation)
    {
        if (outcome.IsRefused)
        {
            return await RefuseAsync(new MoveRefusal(outcome.Text), control, cancellation);
        }

        (Said, Undoable, Pressed) = (outcome.Text, outcome.Revision, control);
        return LocalRedirect("/admin/programme/" + (control, Session) switch
        {
            (_, null) or ("delete", _) => Choice.Query,
            ("drop", { } slug) => $"{Choice.Query}#s-{slug}",
            (_, { } slug) => Choice.With("session", slug),
        });
    }

    private async Task<IActionResult> RefuseAsync(MoveRefusal refusal, string? control, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        Refusal = refusal with { Control = control };
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task<bool> ChooseAsync(CancellationToken cancellation)
    {
        if (await EditionChoice.FindAsync(db, Slug, cancellation) is not { } choice)
        {
            return false;
        }

        Choice = choice;
        return true;
    }

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (!await ChooseAsync(cancellation))
        {
            return false;
        }

        Draft = DraftSchedule.Of(Choice, await new ProgrammeWriter(db).LatestAsync(Choice.Chosen.Id, DocumentKind.Programme, cancellation));
        return true;
    }
}
