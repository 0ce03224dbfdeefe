using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Data.Programme;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;
using Workshop.Web.Programme;

namespace Workshop.Web.Areas.Admin.Pages.ProgrammeList;

/// <summary>
/// Changes an edition's draft programme for the organizer who asks, and writes that down in the same transaction. Whoever asks names
/// the revision that they saw; what somebody else did to the same sessions since is not written over.
/// </summary>
public sealed class ProgrammeChange(WorkshopDbContext db, TimeProvider clock)
{
    private readonly ProgrammeWriter _writer = new(db);

    /// <param name="seen">Number of the revision that the change was drawn from; 0 before the first.</param>
    /// <param name="slugs">The sessions that it names; what else it touches is found by comparing.</param>
    public async Task<ChangeOutcome> ApplyAsync(
        HttpContext context,
        EditionChoice choice,
        int seen,
        ImmutableArray<string> slugs,
        Func<ProgrammeDocument, ProgrammeStep> change,
        CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await _writer.LockAsync(choice.Chosen.Id, cancellation);
        var latest = await _writer.LatestAsync(choice.Chosen.Id, DocumentKind.Programme, cancellation);
        var document = Read(latest);
        var number = latest?.Number ?? 0;
        if (number != seen)
        {
            if (await _writer.ProgrammeAtAsync(choice.Chosen.Id, seen, cancellation) is not { } drawn)
            {
                return ChangeOutcome.Refused("There is no such version of the programme. Please look at it again.");
            }

            if (await MeanwhileAsync(context, choice, seen, slugs, change, drawn, document, cancellation) is { } meanwhile)
            {
                return ChangeOutcome.Refused(meanwhile);
            }
        }

        if (slugs.Any(slug => document.Sessions.All(session => session.Slug != slug)))
        {
            return ChangeOutcome.Refused("There is no such session.");
        }

        return await WriteAsync(context, choice, AuditAction.ProgrammeChanged, change(document), transaction.CommitAsync, cancellation);
    }

    /// <summary>Makes the draft what it was before a revision, as long as that is still the latest.</summary>
    public async Task<ChangeOutcome> UndoAsync(HttpContext context, EditionChoice choice, int number, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await _writer.LockAsync(choice.Chosen.Id, cancellation);
        var latest = await _writer.LatestAsync(choice.Chosen.Id, DocumentKind.Programme, cancellation);
        if (latest is null || latest.Number != number)
        {
            return ChangeOutcome.Refused(
                $"Nothing was undone, since the programme has changed meanwhile. {await SinceAsync(choice, number, cancellation)}");
        }

        var former = (await _writer.ProgrammeAtAsync(choice.Chosen.Id, number - 1, cancellation))!;
        var undone = new ProgrammeStep(former, $"Undone: {latest.Summary}");
        return await WriteAsync(context, choice, AuditAction.ProgrammeUndone, undone, transaction.CommitAsync, cancellation);
    }

    /// <summary>Makes the draft what a release was; the public sees what it saw.</summary>
    public Task<ChangeOutcome> RestoreAsync(
        HttpContext context, EditionChoice choice, int seen, ProgrammeRelease release, CancellationToken cancellation) =>
        RestoreAsync(
            context,
            choice,
            seen,
            new ProgrammeStep(
                ProgrammeJson.Read<ReleaseDocument>(release.Document).Programme, $"Release {release.Version} is the draft again."),
            cancellation);

    /// <summary>Makes the draft what it was at a revision.</summary>
    public Task<ChangeOutcome> RestoreAsync(
        HttpContext context, EditionChoice choice, int seen, DocumentRevision revision, CancellationToken cancellation) =>
        RestoreAsync(
            context,
            choice,
            seen,
            new ProgrammeStep(
                ProgrammeJson.Read<ProgrammeDocument>(revision.Document), $"Version {revision.Number} is the draft again."),
            cancellation);

    private async Task<ChangeOutcome> RestoreAsync(
        HttpContext context, EditionChoice choice, int seen, ProgrammeStep former, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await _writer.LockAsync(choice.Chosen.Id, cancellation);
        var latest = await _writer.LatestAsync(choice.Chosen.Id, DocumentKind.Programme, cancellation);
        return (latest?.Number ?? 0) == seen
            ? await WriteAsync(context, choice, AuditAction.ProgrammeRestored, former, transaction.CommitAsync, cancellation)
            : ChangeOutcome.Refused(
                $"Nothing was restored, since the draft has changed meanwhile. {await SinceAsync(choice, seen, cancellation)}");
    }

    /// <summary>Who did what after a revision, in sentences; the latest few.</summary>
    public async Task<string> SinceAsync(EditionChoice choice, int number, CancellationToken cancellation)
    {
        const int Shown = 5;
        var since = await Since(choice, number)
            .OrderByDescending(revision => revision.Number).Take(Shown)
            .Select(revision => new { revision.Author, revision.Summary, revision.CreatedAt }).ToListAsync(cancellation);
        return string.Join(
            ' ',
            since.Select(revision => $"{revision.Author}, {TimeText.Moment(revision.CreatedAt.InZone(choice.Zone))}: {revision.Summary}"));
    }

    private IQueryable<DocumentRevision> Since(EditionChoice choice, int number) =>
        db.DocumentRevisions.Where(
            revision => revision.EditionId == choice.Chosen.Id && revision.Kind == DocumentKind.Programme && revision.Number > number);

    private async Task<string?> MeanwhileAsync(
        HttpContext context, EditionChoice choice, int seen, ImmutableArray<string> slugs, Func<ProgrammeDocument, ProgrammeStep> change,
        ProgrammeDocument drawn, ProgrammeDocument latest, CancellationToken cancellation)
    {
        var (before, after) = (new PublishedProgramme(drawn, choice.Zone), new PublishedProgramme(latest, choice.Zone));
        // What it touches in either: a session that was moved away from behind another is as much concerned as one moved there.
        var concerned = slugs.Union(Touched(drawn)).Union(Touched(latest));
        var changed = concerned.SelectMany(slug => (before.FindSession(slug), after.FindSession(slug)) switch
        {
            ({ } was, { } its) => ProgrammeDifference.OfSession(was, its).Select(line => line.Text),
            ({ } was, null) => [$"“{was.Title}” was deleted."],
            (null, { } its) => [$"“{its.Title}” is new ({SessionTimeText.When(its)})."],
            _ => [],
        }).ToList();
        if (changed.Count == 0)
        {
            return null;
        }

        var isOwn = !await Since(choice, seen).AnyAsync(revision => revision.AuthorId != context.User.OrganizerId(), cancellation);
        // Pressed again before the page had come.
        if (isOwn && slugs.All(slug => after.FindSession(slug) is not null) && change(latest).IsRelative)
        {
            return null;
        }

        var who = isOwn ? "you have changed the same meanwhile, on another page" : "somebody else has changed the same meanwhile";
        return $"Nothing was done, since {who}: {string.Join(' ', changed)} {await SinceAsync(choice, seen, cancellation)}";

        IEnumerable<string> Touched(ProgrammeDocument document)
        {
            if (slugs.Any(slug => document.Sessions.All(session => session.Slug != slug)))
            {
                return [];
            }

            var kept = change(document).Document.Sessions.ToHashSet(ReferenceEqualityComparer.Instance);
            return document.Sessions.Where(session => !kept.Contains(session)).Select(session => session.Slug);
        }
    }

    private async Task<ChangeOutcome> WriteAsync(
        HttpContext context,
        EditionChoice choice,
        string action,
        ProgrammeStep step,
        Func<CancellationToken, Task> commitAsync,
        CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var origin = new DocumentOrigin(context.User.OrganizerName(), now, step.Summary) { AuthorId = context.User.OrganizerId() };
        try
        {
            var revision = await _writer.ChangeAsync(choice.Chosen.Id, (ProgrammeDocument _) => step.Document, origin, cancellation);
            if (revision is not null)
            {
                db.Add(Audit.By(context, now, action, $"programme {choice.Chosen.Slug}", revision.Number, step.Summary));
                await db.SaveChangesAsync(cancellation);
                await commitAsync(cancellation);
            }

            return new ChangeOutcome(revision?.Number, step.Summary);
        }
        catch (InvalidDocumentException broken)
        {
            return ChangeOutcome.Refused(string.Join(" ", broken.Objections));
        }
    }

    private static ProgrammeDocument Read(DocumentRevision? revision) =>
        revision is null ? ProgrammeDocument.Empty : ProgrammeJson.Read<ProgrammeDocument>(revision.Document);
}

/// <param name="Revision">Number of what was written; null where nothing was.</param>
/// <param name="Text">What was done, or why nothing was.</param>
public sealed record ChangeOutcome(int? Revision, string Text)
{
    /// <summary>It could not be done, as opposed to there being nothing to do.</summary>
    public bool IsRefused { get; init; }

    public static ChangeOutcome Refused(string text) => new(null, text) { IsRefused = true };
}
