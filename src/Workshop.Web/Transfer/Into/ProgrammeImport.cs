using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Web.Programme;
using Workshop.Web.Programme.Lists;
using Workshop.Web.Transfer.Schedule;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Into;

/// <summary>Writes a source's programme and lists into an edition's documents, and has the public see the programme where it may.</summary>
internal sealed class ProgrammeImport(
    WorkshopDbContext db, ImportOptions options, Instant now, ItemImport items, List<ImportFinding> findings)
{
    private readonly ProgrammeWriter _writer = new(db);
    private readonly DocumentOrigin _origin = new(options.Author, now, "Imported");

    /// <remarks>In the caller's transaction, so that nobody changes the programme between what is looked at and what is released.</remarks>
    /// <exception cref="ImportRefusedException">A row is wrong, a time does not exist, or the documents would break a rule.</exception>
    public async Task<ProgrammeOutcome> ApplyAsync(ImportedSite site, Edition edition, CancellationToken cancellation)
    {
        try
        {
            return await WriteAsync(site, edition, cancellation);
        }
        catch (InvalidDocumentException invalid)
        {
            throw new ImportRefusedException(
                [.. invalid.Objections.Select(
                    objection => new ImportFinding(FileOf(site), 0, FindingKind.Error, $"The programme cannot be kept: {objection}."))]);
        }
    }

    private async Task<ProgrammeOutcome> WriteAsync(ImportedSite site, Edition edition, CancellationToken cancellation)
    {
        var lists = site.Items.ToLookup(source => source.Kind.Document);
        if (lists[DocumentKind.Notices].Any())
        {
            await _writer.ChangeAsync(
                edition.Id, (NoticesDocument document) => items.Apply(document, lists[DocumentKind.Notices]), _origin, cancellation);
        }

        var outcome = new ProgrammeOutcome(0, 0, 0, 0, 0);
        if (site.Programme is null && !lists[DocumentKind.Programme].Any())
        {
            return outcome;
        }

        await _writer.LockAsync(edition.Id, cancellation);
        var unreleased = options.Publish ? await UnreleasedAsync(edition, cancellation) : [];
        await _writer.ChangeAsync(
            edition.Id,
            (ProgrammeDocument former) =>
            {
                // The schedule names people, and papers name sessions.
                var before = items.Apply(former, lists[DocumentKind.Programme].Where(source => source.Kind != ItemKinds.Papers));
                var after = site.Programme is null ? before : Filled(before, site, edition);
                outcome = Compare(before, after);
                return items.Apply(after, lists[DocumentKind.Programme].Where(source => source.Kind == ItemKinds.Papers));
            },
            _origin,
            cancellation);
        if (site.Programme is not null)
        {
            NoteConflicts(site.Programme.File, await _writer.ProgrammeOfAsync(edition.Id, cancellation), edition);
        }

        return outcome with { IsReleased = options.Publish && await ReleaseAsync(FileOf(site), edition, unreleased, cancellation) };
    }

    private static string FileOf(ImportedSite site) => site.Programme?.File ?? site.Items.First().File;

    /// <returns>What differs between the latest release and the draft, if somebody else has changed the draft since.</returns>
    private async Task<IReadOnlyList<ProgrammeDifference>> UnreleasedAsync(Edition edition, CancellationToken cancellation)
    {
        var release = await _writer.LatestReleaseAsync(edition.Id, cancellation);
        var since = release?.CreatedAt ?? NodaConstants.UnixEpoch;
        var isOthers = await db.DocumentRevisions.AnyAsync(
            revision => revision.EditionId == edition.Id
                && revision.Kind == DocumentKind.Programme
                && revision.CreatedAt > since
                && revision.Author != options.Author,
            cancellation);
        return isOthers
            ? ProgrammeDifference.Of(
                release is null ? null : ProgrammeJson.Read<ReleaseDocument>(release.Document),
                await _writer.ProgrammeOfAsync(edition.Id, cancellation),
                DateTimeZoneProviders.Tzdb[edition.TimeZone])
            : [];
    }

    private async Task<bool> ReleaseAsync(
        string file, Edition edition, IReadOnlyList<ProgrammeDifference> unreleased, CancellationToken cancellation)
    {
        if (unreleased.Count == 0)
        {
            return await _writer.ReleaseAsync(edition.Id, seen: null, note: null, _origin, cancellation) is not null;
        }

        findings.Add(
            new ImportFinding(
                file,
                0,
                FindingKind.Error,
                "The programme was not released, only written to the draft: somebody has changed the draft since the latest "
                + "release, and what they changed would have become public too. Look at the draft and release it in the admin area."));
        AddFirst(file, unreleased.Select(difference => difference.Text), unreleased.Count, "changes of theirs");
        return false;
    }

    private ProgrammeDocument Filled(ProgrammeDocument former, ImportedSite site, Edition edition)
    {
        var zone = DateTimeZoneProviders.Tzdb[edition.TimeZone];
        if (site.Programme!.TimeZone is { } named && named != edition.TimeZone)
        {
            findings.Add(
                new ImportFinding(
                    site.Programme.File,
                    0,
                    FindingKind.Changed,
                    $"Its times are in {named} and are kept in the edition's time zone, {edition.TimeZone}. They are the same moments."));
        }

        return new ProgrammeFilling(former, site.Programme, edition.Slug, zone, findings).Fill(
            keepsRooms: site.Items.Any(source => source.Kind == ItemKinds.Rooms));
    }

    private void NoteConflicts(string file, ProgrammeDocument document, Edition edition)
    {
        var conflicts = ProgrammeConflicts.Of(document, DateTimeZoneProviders.Tzdb[edition.TimeZone], edition.StartsOn, edition.EndsOn)
            .Where(conflict => !conflict.IsRemark).Select(conflict => conflict.Text).ToList();
        AddFirst(file, conflicts, conflicts.Count, "conflicts");
    }

    private void AddFirst(string file, IEnumerable<string> texts, int count, string what)
    {
        const int Shown = 10;
        findings.AddRange(texts.Take(Shown).Select(text => new ImportFinding(file, 0, FindingKind.Note, text)));
        if (count > Shown)
        {
            findings.Add(new ImportFinding(file, 0, FindingKind.Note, $"There are {count - Shown} more {what}."));
        }
    }

    private static ProgrammeOutcome Compare(ProgrammeDocument former, ProgrammeDocument document)
    {
        var before = former.Sessions.ToDictionary(session => session.Slug);
        var created = document.Sessions.Count(session => !before.ContainsKey(session.Slug));
        var unchanged = document.Sessions.Count(
            session => before.TryGetValue(session.Slug, out var same) && ProgrammeJson.Same(same, session));
        var removed = before.Keys.Except(document.Sessions.Select(session => session.Slug)).Count();
        var rooms = document.Rooms
            .Except(former.Rooms)
            .Select(room => room.Slug)
            .Union(former.Rooms.Except(document.Rooms).Select(room => room.Slug))
            .Count();
        return new ProgrammeOutcome(created, document.Sessions.Length - created - unchanged, removed, unchanged, rooms)
        {
            Named = document.Topics.Length - former.Topics.Length + document.People.Length - former.People.Length,
        };
    }
}
