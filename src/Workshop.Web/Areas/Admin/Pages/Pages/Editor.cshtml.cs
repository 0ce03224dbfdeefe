using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>
/// The editor of a page. A plain form, which a script makes save by itself: the same handlers answer both, the script in JSON.
/// </summary>
[RequestSizeLimit(MaxBytes)]
[RequestFormLimits(ValueLengthLimit = MaxBytes, BufferBodyLengthLimit = MaxBytes)]
public sealed class EditorModel(
    WorkshopDbContext db, PageEditing editing, EditorPresence presence, IAntiforgery antiforgery, TimeProvider clock) : PageModel
{
    /// <summary>The longest text with every character percent-encoded, and the other fields.</summary>
    internal const int MaxBytes = 4_000_000;

    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty]
    public PageInput Input { get; set; } = new();

    public EditedPage Hand { get; private set; } = null!;

    public PageLine Line { get; private set; } = null!;

    public ContentPage Stored => Hand.Page;

    public EditionChoice Choice => Hand.Choice;

    /// <summary>Null before it was asked for.</summary>
    public PublishTime? Time { get; private set; }

    public IReadOnlyList<string> Others { get; private set; } = [];

    public PageChecks Checks { get; private set; } = null!;

    public bool IsJson => Request.WantsJson();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        Input = PageInput.Of(Stored.LatestRevision!);
        return await ShowAsync(cancellation);
    }

    /// <summary>A new token for a page that was open while its session ended and another began.</summary>
    public IActionResult OnGetToken() => new JsonResult(new { token = antiforgery.GetAndStoreTokens(HttpContext).RequestToken });

    public Task<IActionResult> OnPostAsync(CancellationToken cancellation) => DoAsync(EditorAction.Save, cancellation);

    public Task<IActionResult> OnPostPublishAsync(CancellationToken cancellation) => DoAsync(EditorAction.Publish, cancellation);

    public Task<IActionResult> OnPostScheduleAsync(CancellationToken cancellation) => DoAsync(EditorAction.Schedule, cancellation);

    public Task<IActionResult> OnPostUnscheduleAsync(CancellationToken cancellation) => DoAsync(EditorAction.Unschedule, cancellation);

    public Task<IActionResult> OnPostUnpublishAsync(CancellationToken cancellation) => DoAsync(EditorAction.Unpublish, cancellation);

    public Task<IActionResult> OnPostDiscardAsync(CancellationToken cancellation) => DoAsync(EditorAction.Discard, cancellation);

    /// <summary>Says that the editor is still open, and asks who else has the page open and whether it has changed.</summary>
    public async Task<IActionResult> OnPostPingAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        var others = await presence.SeeAsync(Id, Input.EditorId, User.OrganizerId()!.Value, cancellation);
        var latest = Stored.LatestRevision!;
        return new JsonResult(new { others, latest = latest.Number, by = latest.Author });
    }

    /// <summary>
    /// Takes in a text that a browser had kept of an earlier visit; where its author looks at it, it stands beside the page's own.
    /// </summary>
    public async Task<IActionResult> OnPostKeepAsync(CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
        {
            return this.Refused();
        }

        return await editing.KeepAsync(Id, Input.ToContent(), Origin(EditorAction.Save), cancellation) is { } kept
            ? new JsonResult(new { clash = kept.IsSetAside ? $"/admin/pages/{Id}/clash/{kept.Number}" : null })
            : NotFound();
    }

    private async Task<IActionResult> DoAsync(EditorAction action, CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return ModelState.IsValid
                ? this.Answer(new DraftOutcome.Gone(await editing.KeepAsync(Id, Input.ToContent(), Origin(action), cancellation)), action)
                : NotFound();
        }

        if (action == EditorAction.Schedule)
        {
            Time = PublishTime.Parse(Input.PublishAt, Input.IsLater, Choice.Zone, clock.GetCurrentInstant());
            if (Time.Error is { } error)
            {
                ModelState.AddModelError("Input.PublishAt", error);
            }
        }

        if (!ModelState.IsValid)
        {
            return IsJson ? this.Refused() : await ShowAsync(cancellation);
        }

        var outcome = await editing.DoAsync(HttpContext, Id, Input.ToContent(), Origin(action), action, Time?.Instant, cancellation);
        if (outcome is DraftOutcome.Saved && IsJson)
        {
            Line = await LineAsync(cancellation);
        }

        return this.Answer(outcome, action);
    }

    private RevisionOrigin Origin(EditorAction action)
    {
        var isAutosave = Input.IsAutosave && action == EditorAction.Save;
        return new RevisionOrigin(User.OrganizerName())
        {
            AuthorId = User.OrganizerId(),
            BasedOn = Input.BasedOn,
            EditorId = Input.EditorId == Guid.Empty ? null : Input.EditorId,
            SaveNumber = Input.SaveNumber,
            IsAutosave = isAutosave,
            // Of an autosave it would be half a note.
            Note = isAutosave || string.IsNullOrWhiteSpace(Input.Note) ? null : Input.Note.Trim(),
        };
    }

    private Task<PageLine> LineAsync(CancellationToken cancellation) =>
        PageLine.Of(db.Pages.Where(same => same.Id == Id)).SingleAsync(cancellation);

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await EditedPage.FindAsync(db, Id, cancellation) is not { } hand)
        {
            return false;
        }

        Hand = hand;
        return true;
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellation)
    {
        Line = await LineAsync(cancellation);
        Others = await presence.OthersAsync(Id, User.OrganizerId()!.Value, cancellation);
        Checks = Input.IsTooLong
            ? PageChecks.None
            : PageChecks.Of(HttpContext.PublishedSite(), Stored, Input.ToContent(), clock.GetCurrentInstant());
        return Page();
    }
}
