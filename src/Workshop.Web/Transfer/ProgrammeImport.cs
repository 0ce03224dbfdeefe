using NodaTime;
using Workshop.Data;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Web.Transfer.Items;

namespace Workshop.Web.Transfer;

/// <summary>Writes a source's programme and lists into an edition's documents, and has the public see the programme where it may.</summary>
internal sealed class ProgrammeImport(WorkshopDbContext db, ImportOptions options, Instant now, ItemImport items, List<ImportFinding> findings)
{
    private readonly ProgrammeWriter _writer = new(db);

    public async Task<ProgrammeOutcome> ApplyAsync(ImportedSite site, Edition edition, CancellationToken cancellation)
    {
        var origin = new DocumentOrigin(options.Author, now, "Imported");
        var lists = site.Items.ToLookup(source => source.Kind.Document);
        if (lists[DocumentKind.Notices].Any())
        {
            await _writer.ChangeAsync(edition.Id, (NoticesDocument document) => items.Apply(document, lists[DocumentKind.Notices]), origin, cancellation);
        }

        var outcome = new ProgrammeOutcome(0, 0, 0, 0, 0);
        if (site.Programme is null && !lists[DocumentKind.Programme].Any())
        {
            return outcome;
        }

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
            origin,
            cancellation);
        var release = options.Publish ? await _writer.ReleaseAsync(edition.Id, seen: null, note: null, origin, cancellation) : null;
        return outcome with { IsReleased = release is not null };
    }

    private ProgrammeDocument Filled(ProgrammeDocument former, ImportedSite site, Edition edition)
    {
        var zone = DateTimeZoneProviders.Tzdb[edition.TimeZone];
        if (site.Programme!.TimeZone is { } named && named != edition.TimeZone)
        {
            findings.Add(new ImportFinding(site.Programme.File, 0, FindingKind.Changed, $"Its times are in {named} and are kept in the edition's time zone, {edition.TimeZone}. They are the same moments."));
        }

        return new ProgrammeFilling(former, site.Programme, edition.Slug, zone, findings).Fill(keepsRooms: site.Items.Any(source => source.Kind == ItemKinds.Rooms));
    }

    private static ProgrammeOutcome Compare(ProgrammeDocument former, ProgrammeDocument document)
    {
        var before = former.Sessions.ToDictionary(session => session.Slug);
        var created = document.Sessions.Count(session => !before.ContainsKey(session.Slug));
        var unchanged = document.Sessions.Count(session => before.TryGetValue(session.Slug, out var same) && ProgrammeJson.Same(same, session));
        var removed = before.Keys.Except(document.Sessions.Select(session => session.Slug)).Count();
        var rooms = document.Rooms.Except(former.Rooms).Select(room => room.Slug).Union(former.Rooms.Except(document.Rooms).Select(room => room.Slug)).Count();
        return new ProgrammeOutcome(created, document.Sessions.Length - created - unchanged, removed, unchanged, rooms)
        {
            Named = document.Topics.Length - former.Topics.Length + document.People.Length - former.People.Length,
        };
    }
}
