using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Web.Programme;

namespace Workshop.Web.Areas.Admin.Pages.ProgrammeList;

/// <summary>
/// Everything that there is to say of one session. Two who write at once are merged field by field; where they clash, both are
/// shown.
/// </summary>
public sealed class SessionModel(WorkshopDbContext db, ProgrammeChange change) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "edition")]
    public string? Slug { get; set; }

    /// <summary>The session's; null for a new one.</summary>
    [FromRoute(Name = "slug")]
    public string? Session { get; set; }

    /// <summary>Of a new one: the day that it is to be on, ISO 8601.</summary>
    [FromQuery]
    public string? Day { get; set; }

    [BindProperty]
    public SessionInput Input { get; set; } = new();

    public EditionChoice Choice { get; private set; } = null!;

    public ProgrammeDocument Document { get; private set; } = ProgrammeDocument.Empty;

    public IReadOnlyList<ProgrammeConflict> Conflicts { get; private set; } = [];

    /// <summary>What both changed, while this form was open.</summary>
    public IReadOnlyList<FieldClash> Clashes { get; private set; } = [];

    /// <summary>Who did what meanwhile; null where nobody stood in the way.</summary>
    public string? Meanwhile { get; private set; }

    public bool IsNew => Session is null;

    private FieldContext Context => FieldContext.Of(Document, Choice.Zone);

    private static Session Blank => new() { Slug = "", Uid = Guid.NewGuid(), Title = "", Kind = SessionKind.Talk, DurationMinutes = 1 };

    private int Latest { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        if (IsNew)
        {
            Input = new SessionInput
            {
                BasedOn = Latest,
                Texts = SessionInput.TextsOf(Blank),
                At = EditionRules.Date(Day) is { } day ? TypedTime.Input.Format(day.At(NextTime(day))) : null,
            };
            Input.AddRows();
            return Page();
        }

        if (Find(Document) is not { } session)
        {
            return NotFound();
        }

        Input = SessionInput.From(session, Latest, Choice.Zone);
        Conflicts = [.. DraftSchedule.ConflictsIn(Choice, Document).Where(conflict => conflict.Sessions.Contains(Session!))];
        return Page();
    }

    /// <summary>More empty rows, for a browser without scripts; nothing is kept yet.</summary>
    public async Task<IActionResult> OnPostRowsAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        ModelState.Clear();
        Input.Texts = PostedTexts.Of(Request.Form, SessionFields.Plain);
        Input.AddRows();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await LoadAsync(cancellation))
        {
            return NotFound();
        }

        var began = IsNew ? Blank
            : await new ProgrammeWriter(db).ProgrammeAtAsync(Choice.Chosen.Id, Input.BasedOn, cancellation) is { } drawn ? Find(drawn)
            : null;
        if (began is null)
        {
            return NotFound();
        }

        Input.Texts = PostedTexts.Of(Request.Form, SessionFields.Plain);
        if (Input.ToSession(began, Document, Choice.Zone, ModelState) is not { } mine)
        {
            return Page();
        }

        if (IsNew)
        {
            return await SaveAsync(
                document =>
                {
                    var created = mine with { Slug = ProgrammeStep.FreeSlug(document, mine.Title) };
                    return new ProgrammeStep(document with { Sessions = document.Sessions.Add(created) }, $"“{mine.Title}” is added.");
                },
                cancellation);
        }

        if (Find(Document) is not { } latest)
        {
            return Input.BringsBack
                ? await SaveAsync(
                    document => new ProgrammeStep(
                        document with { Sessions = document.Sessions.Add(mine) }, $"“{mine.Title}” is there again."), cancellation)
                : await ShowAsync(SessionInput.From(mine, Input.BasedOn, Choice.Zone), isGone: true, cancellation);
        }

        var merge = FieldMerge.Of(began, mine, latest);
        if (merge.Clashes.Count > 0)
        {
            Clashes = SessionFields.All.Clashes(merge, mine, latest, Context);
            return await ShowAsync(SessionInput.From(merge.Merged, Latest, Choice.Zone), isGone: false, cancellation);
        }

        return await SaveAsync(
            document => new ProgrammeStep(
                document with { Sessions = [.. document.Sessions.Select(session => session.Slug == Session ? merge.Merged : session)] },
                string.Join(' ', Said(latest, merge.Merged, document))),
            cancellation);
    }

    /// <summary>One line of the form.</summary>
    public FormField Field(AnyField field) => FormField.OfProperty(field, Input.Texts.GetValueOrDefault(field.Name), Context);

    private async Task<IActionResult> SaveAsync(Func<ProgrammeDocument, ProgrammeStep> step, CancellationToken cancellation)
    {
        // Merged with what was latest a moment ago: should that have changed since, it is refused, and the next try merges again.
        var outcome = await change.ApplyAsync(HttpContext, Choice, Latest, IsNew || Input.BringsBack ? [] : [Session!], step, cancellation);
        if (outcome.IsRefused)
        {
            Meanwhile = outcome.Text;
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        TempData[nameof(ProgrammeModel.Said)] = outcome.Text;
        TempData[nameof(ProgrammeModel.Undoable)] = outcome.Revision;
        return LocalRedirect("/admin/programme/" + Choice.Query);
    }

    private async Task<IActionResult> ShowAsync(SessionInput input, bool isGone, CancellationToken cancellation)
    {
        Meanwhile = isGone
            ? "This session was deleted meanwhile. What you wrote is below; save it to have the session again."
            : "Nothing of yours was saved yet, and nothing is lost: the form has your words, and theirs are beside them. Look "
                + "it over and save.";
        Meanwhile += " " + await change.SinceAsync(Choice, Input.BasedOn, cancellation);
        Input = input;
        Input.BringsBack = isGone;
        // So that the form shows the merged values and not those that were sent.
        ModelState.Clear();
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private IEnumerable<string> Said(Session before, Session after, ProgrammeDocument document)
    {
        var (was, its) = (
            new PublishedProgramme(document, Choice.Zone),
            new PublishedProgramme(document with { Sessions = [after] }, Choice.Zone));
        var lines = ProgrammeDifference
            .OfSession(was.FindSession(before.Slug)!, its.FindSession(after.Slug)!)
            .Select(line => line.Text)
            .ToList();
        return lines.Count == 0 ? ["Nothing was changed, so there is nothing to save."] : lines;
    }

    private Session? Find(ProgrammeDocument document) => document.Sessions.FirstOrDefault(session => session.Slug == Session);

    /// <summary>When the last session of that day ends, or nine o'clock.</summary>
    private LocalTime NextTime(LocalDate day) =>
        new PublishedProgramme(Document, Choice.Zone).Days.FirstOrDefault(known => known.Date == day) is { } last && last.End.Date == day
            ? last.End.TimeOfDay
            : new LocalTime(9, 0);

    private async Task<bool> LoadAsync(CancellationToken cancellation)
    {
        if (await EditionChoice.FindAsync(db, Slug, cancellation) is not { } choice)
        {
            return false;
        }

        Choice = choice;
        if (await new ProgrammeWriter(db).LatestAsync(choice.Chosen.Id, DocumentKind.Programme, cancellation) is { } latest)
        {
            (Latest, Document) = (latest.Number, ProgrammeJson.Read<ProgrammeDocument>(latest.Document));
        }

        return true;
    }
}
