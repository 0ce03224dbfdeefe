using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Editions;

namespace Workshop.Web.Transfer;

/// <summary>Finds or creates the edition that an import fills, and applies <c>edition.yml</c> to it.</summary>
internal sealed class EditionImport(WorkshopDbContext db, ImportOptions options, List<ImportFinding> findings)
{
    public async Task<(Edition Edition, ImportedInto Outcome)> ApplyAsync(ImportedSite site, CancellationToken cancellation)
    {
        var named = Named(site);
        var current = await db.Editions.SingleOrDefaultAsync(edition => edition.IsCurrent, cancellation);
        var edition = await TargetAsync(named, current, cancellation);
        if (edition is not null)
        {
            Apply(site.Edition, edition);
            var isChanged = db.Entry(edition).State == EntityState.Modified;
            await db.SaveChangesAsync(cancellation);
            return (edition, new ImportedInto(edition.Slug, edition.Name, isChanged ? ImportChange.Changed : ImportChange.Unchanged, edition.IsCurrent, null));
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
            Slug = Slug.Unique(named ?? SlugFor(site, name), Edition.SlugMaxLength, slug => taken.Contains(slug) || EditionFile.SlugObjection(slug) is not null),
            Name = name,
            Tagline = Fit(site.Defaults.Description, Edition.TextMaxLength, "description"),
            TimeZone = ZoneFor(site),
            IsSample = options.AsSample,
        };
        Apply(site.Edition, edition);
        db.Add(edition);
        await db.SaveChangesAsync(cancellation);
        return edition;
    }

    private static string SlugFor(ImportedSite site, string name)
    {
        var year = EditionFile.Date(site.Edition?["starts"])?.Year.ToString(CultureInfo.InvariantCulture);
        return year ?? (Slug.Of(name, Edition.SlugMaxLength) is { Length: > 0 } slug ? slug : "workshop");
    }

    private string ZoneFor(ImportedSite site)
    {
        if ((site.Edition?["time_zone"] ?? site.Defaults.TimeZone) is { } zone && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null)
        {
            return zone;
        }

        findings.Add(new ImportFinding(EditionFile.FileName, 0, FindingKind.Changed,
            "No time zone is given, so times are taken as UTC. Set 'time_zone' in edition.yml or in the edition's settings."));
        return "UTC";
    }

    private string? Fit(string? text, int maxLength, string key)
    {
        if (text?.Length > maxLength)
        {
            findings.Add(new ImportFinding(SiteConfig.FileName, 0, FindingKind.Changed, $"The {key} is longer than {maxLength} characters and was shortened."));
        }

        return text is null ? null : PlainText.Shorten(text, maxLength);
    }

    private static void Apply(ImportedEdition? source, Edition edition)
    {
        foreach (var (key, value) in source?.Values ?? [])
        {
            switch (key)
            {
                case "name":
                    edition.Name = value!;
                    break;
                case "event":
                    edition.Event = value;
                    break;
                case "tagline":
                    edition.Tagline = value;
                    break;
                case "starts":
                    edition.StartsOn = EditionFile.Date(value);
                    break;
                case "ends":
                    edition.EndsOn = EditionFile.Date(value);
                    break;
                case "time_zone":
                    edition.TimeZone = value!;
                    break;
                case "venue":
                    edition.Venue = value;
                    break;
                case "city":
                    edition.City = value;
                    break;
                case "accent":
                    edition.Accent = value ?? Edition.DefaultAccent;
                    break;
                case "contact":
                    edition.ContactEmail = value;
                    break;
            }
        }
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
