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

    /// <summary>The session that a form is about.</summary>
    [BindProperty]
    public string? Session { get; set; }

    /// <summary>Number of the revision that the form was drawn from.</summary>
    [BindProperty]
    public int Seen { get; set; }

    public EditionChoice Choice { get; private set; } = null!;

    public DraftSchedule Draft { get; private set; } = null!;

    /// <summary>Why nothing was done.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The placing that is to be sent again, once it is known which of two equal times is meant.</summary>
    public PlaceInput? Ambiguous { get; private set; }

    /// <summary>What was done, and the revision that undoing it would take back.</summary>
    [TempData]
    public string? Said { get; set; }

    [TempData]
    public int? Undoable { get; set; }

    /// <summary>The control that was used, so that it can be used again from the keyboard: slug and name.</summary>
    [TempData]
    public string? Pressed { get; set; }

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

    public async Task<IActionResult> OnPostPlaceAsync(PlaceInput place, CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        if (!await ChooseAsync(cancellation))
        {
            return NotFound();
        }

        var time = string.IsNullOrEmpty(place.At) ? null : TypedTime.Parse(place.At, place.IsLater, Choice.Zone);
        var wrong = time?.Error ?? (place.Minutes is < 1 or > ProgrammeRules.MaxMinutes ? $"A session lasts from 1 to {ProgrammeRules.MaxMinutes} minutes." : null);
        if (wrong is not null)
        {
            Ambiguous = time is { IsAmbiguous: true } ? place : null;
            return await RefuseAsync(wrong, cancellation);
        }

        var (slug, room) = (Session ?? "", string.IsNullOrEmpty(place.Room) ? null : place.Room);
        return await ApplyAsync([slug], document => ProgrammeStep.Place(document, slug, time?.Value, room, place.Minutes), "place", cancellation);
    }

    public Task<IActionResult> OnPostSwapAsync(string? with, CancellationToken cancellation)
    {
        var (slug, other) = (Session ?? "", with ?? "");
        return ApplyAsync([slug, other], document => ProgrammeStep.Swap(document, slug, other), "swap", cancellation);
    }

    /// <param name="minutes">Negative for earlier.</param>
    /// <param name="scope">"room", or everything that day.</param>
    public Task<IActionResult> OnPostDelayAsync(int minutes, string? scope, CancellationToken cancellation)
    {
        var slug = Session ?? "";
        return ApplyAsync(
            [slug],
            minutes is < -ProgrammeRules.MaxMinutes or > ProgrammeRules.MaxMinutes ? null : document => ProgrammeStep.Delay(document, slug, minutes, scope == "room", Choice.Zone),
            "delay",
            cancellation);
    }

    public async Task<IActionResult> OnPostUndoAsync(int number, CancellationToken cancellation) =>
        !ModelState.IsValid ? BadRequest()
        : await ChooseAsync(cancellation) ? await AnswerAsync(await change.UndoAsync(HttpContext, Choice, number, cancellation), pressed: null, cancellation)
        : NotFound();

    // The identifier is made once, since the change may be computed several times.
    private static Func<ProgrammeDocument, ProgrammeStep> Duplicate(string slug)
    {
        var uid = Guid.NewGuid();
        return document => ProgrammeStep.Duplicate(document, slug, uid);
    }

    private async Task<IActionResult> ApplyAsync(ImmutableArray<string> slugs, Func<ProgrammeDocument, ProgrammeStep>? step, string? pressed, CancellationToken cancellation)
    {
        if (!ModelState.IsValid || step is null)
        {
            return BadRequest();
        }

        return await ChooseAsync(cancellation)
            ? await AnswerAsync(await change.ApplyAsync(HttpContext, Choice, Seen, slugs, step, cancellation), pressed, cancellation)
            : NotFound();
    }

    private async Task<IActionResult> AnswerAsync(ChangeOutcome outcome, string? pressed, CancellationToken cancellation)
    {
        if (outcome.IsRefused)
        {
            return await RefuseAsync(outcome.Text, cancellation);
        }

        (Said, Undoable, Pressed) = (outcome.Text, outcome.Revision, $"{Session} {pressed}");
        return LocalRedirect("/admin/programme/" + Choice.Query);
    }

    private async Task<IActionResult> RefuseAsync(string why, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        Refusal = why;
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

    /// <summary>Where a session is to be.</summary>
    public sealed class PlaceInput
    {
        /// <summary>As <c>input type=datetime-local</c> sends it; empty takes it from the schedule.</summary>
        public string? At { get; set; }

        /// <summary>Of a time that comes twice: the second. Null before that was asked.</summary>
        public bool? IsLater { get; set; }

        /// <summary>A slug; empty for none.</summary>
        public string? Room { get; set; }

        public int Minutes { get; set; }
    }
}
