using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Editions;
using Workshop.Web.Programme.Lists;
using Workshop.Web.Text;
using Workshop.Web.Transfer.Pages;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Into;

/// <summary>Finds or creates the edition that an import fills, and applies <c>edition.yml</c> to it.</summary>
internal sealed class EditionImport(WorkshopDbContext db, ImportOptions options, Instant now, List<ImportFinding> findings)
{
    private readonly EditionWriter _writer = new(db);

    public async Task<(Edition Edition, ImportedInto Outcome)> ApplyAsync(ImportedSite site, CancellationToken cancellation)
    {
        var named = Named(site);
        var current = await db.Editions.SingleOrDefaultAsync(edition => edition.IsCurrent, cancellation);
        var edition = await TargetAsync(named, current, cancellation);
        if (edition is not null)
        {
            var settings = EditionFile.Applied(site.Edition, edition.Settings);
            var revision = await _writer.SaveAsync(edition, settings, options.Author, now, cancellation);
            return (edition, new ImportedInto(
                edition.Slug, edition.Name, revision is null ? ImportChange.Unchanged : ImportChange.Changed, edition.IsCurrent, null));
        }

        edition = await CreateAsync(site, named, cancellation);
        var setAside = await MakeCurrentAsync(edition, current, cancellation);
        return (edition, new ImportedInto(edition.Slug, edition.Name, ImportChange.Created, edition.IsCurrent, setAside));
    }

    private string? Named(ImportedSite site)
    {
        if (options.EditionSlug is { } slug && EditionFile.SlugObjection(slug) is { } objection)
        {
            throw new ImportRefusedException("--edition", $"'{slug}' {objection}.");
        }

        return options.EditionSlug ?? site.Edition?["slug"];
    }

    private async Task<Edition?> TargetAsync(string? named, Edition? current, CancellationToken cancellation)
    {
        if (options.AsSample)
        {
            return await db.Editions.FirstOrDefaultAsync(edition => edition.IsSample, cancellation);
        }

        return named is not null
            ? await db.Editions.SingleOrDefaultAsync(edition => edition.Slug == named, cancellation)
            : current is { IsSample: false } ? current : null;
    }

    private async Task<Edition> CreateAsync(ImportedSite site, string? named, CancellationToken cancellation)
    {
        var taken = await db.Editions.Select(other => other.Slug).ToListAsync(cancellation);
        var name = site.Edition?["name"] ?? Fit(site.Defaults.Title, Edition.NameMaxLength, "title") ?? "Workshop";
        var edition = new Edition
        {
            Slug = Slug.Unique(named
                ?? SlugFor(site, name), Edition.SlugMaxLength, slug => taken.Contains(slug) || EditionFile.SlugObjection(slug) is not null),
            Name = name,
            Tagline = Fit(site.Defaults.Description, Edition.TextMaxLength, "description"),
            TimeZone = ZoneFor(site),
            IsSample = options.AsSample,
        };
        edition.Settings = EditionFile.Applied(site.Edition, edition.Settings);
        await _writer.CreateAsync(edition, options.Author, now, cancellation);
        return edition;
    }

    private static string SlugFor(ImportedSite site, string name)
    {
        var year = EditionFile.Date(site.Edition?["starts"])?.Year.ToString(CultureInfo.InvariantCulture);
        return year ?? (Slug.Of(name, Edition.SlugMaxLength) is { Length: > 0 } slug ? slug : "workshop");
    }

    private string ZoneFor(ImportedSite site)
    {
        if ((site.Edition?["time_zone"] ?? site.Programme?.TimeZone ?? site.Defaults.TimeZone) is { } zone && EditionRules.IsTimeZone(zone))
        {
            return zone;
        }

        findings.Add(new ImportFinding(KnownFiles.Edition, 0, FindingKind.Changed,
            "No time zone is given, so times are taken as UTC. Set 'time_zone' in edition.yml or in the edition's settings."));
        return "UTC";
    }

    private string? Fit(string? text, int maxLength, string key)
    {
        if (text?.Length > maxLength)
        {
            findings.Add(new ImportFinding(
                KnownFiles.Config, 0, FindingKind.Changed, $"The {key} is longer than {maxLength} characters and was shortened."));
        }

        return text is null ? null : PlainText.Shorten(text, maxLength);
    }

    // The root belongs to the edition that is there, unless that is the sample.
    private async Task<string?> MakeCurrentAsync(Edition edition, Edition? current, CancellationToken cancellation)
    {
        if (current is { IsSample: false })
        {
            return null;
        }

        if (current is not null)
        {
            // Saved on its own: at no moment may two editions be current.
            current.IsCurrent = false;
            await db.SaveChangesAsync(cancellation);
        }

        edition.IsCurrent = true;
        await db.SaveChangesAsync(cancellation);
        return current?.Slug;
    }
}
