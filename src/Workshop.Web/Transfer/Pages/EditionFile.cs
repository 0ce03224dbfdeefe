using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>Reads <c>edition.yml</c>: what an organizer would fill in on the edition's form. All of it is right, or none is taken.</summary>
internal static class EditionFile
{
    private static readonly Dictionary<string, int> MaxLengths = new()
    {
        ["slug"] = Edition.SlugMaxLength,
        ["name"] = Edition.NameMaxLength,
        ["event"] = Edition.TextMaxLength,
        ["tagline"] = Edition.TextMaxLength,
        ["starts"] = 10,
        ["ends"] = 10,
        ["time_zone"] = Edition.TimeZoneMaxLength,
        ["venue"] = Edition.TextMaxLength,
        ["city"] = Edition.TextMaxLength,
        ["accent"] = 7,
        ["contact"] = Edition.TextMaxLength,
        ["public_url"] = Edition.TextMaxLength,
        ["footer"] = Edition.FooterMaxLength,
    };

    public static ImportedEdition? Read(SourceTree tree, List<ImportFinding> findings)
    {
        if (tree.Find(KnownFiles.Edition) is not { Content: { } content })
        {
            return null;
        }

        var keys = Yaml.ParseMap(SourceText.Decode(content), firstLine: 1);
        var values = ImmutableDictionary.CreateBuilder<string, string?>();
        foreach (var (name, node) in keys.Entries)
        {
            var key = name.ToLowerInvariant();
            if (!MaxLengths.TryGetValue(key, out var maxLength))
            {
                findings.Add(new ImportFinding(KnownFiles.Edition, node.Line, FindingKind.Changed, $"'{name}' is no key of an edition and was left out."));
                continue;
            }

            var text = node is YamlScalar { IsNull: false } scalar ? scalar.Text.Trim() : null;
            var objection = node is not YamlScalar ? "is a list, where one value was expected"
                : text is null or "" ? (key is "name" or "slug" or "time_zone" ? "is empty" : null)
                : text.Length > maxLength ? $"is longer than {maxLength} characters"
                : Objection(key, text);
            if (objection is not null)
            {
                throw new BrokenSourceException(node.Line, $"'{key}' {objection}.");
            }

            values[key] = string.IsNullOrEmpty(text) ? null : text;
        }

        var edition = new ImportedEdition(values.ToImmutable());
        return Date(edition["ends"]) < Date(edition["starts"])
            ? throw new BrokenSourceException(keys.Find("ends")!.Line, "'ends' is before 'starts'.")
            : edition;
    }

    public static LocalDate? Date(string? text) => EditionRules.Date(text);

    /// <summary>Whether an edition can be served under the slug without hiding an address of the portal.</summary>
    public static string? SlugObjection(string slug) =>
        slug.Length > Edition.SlugMaxLength || !ProgrammeRules.IsSlug(slug) ? "is no slug: lower case letters, digits and single hyphens"
        : !Data.Content.Permalink.TryParse($"/{slug}/", out _, out _) || !Data.Content.Permalink.TryParse($"/{slug}/x/", out _, out _) ? "belongs to the portal itself"
        : null;

    private static string? Objection(string key, string text) => key switch
    {
        "slug" => SlugObjection(text),
        "starts" or "ends" when Date(text) is null => $"is no date such as 2024-12-14: '{text}'",
        "time_zone" when !EditionRules.IsTimeZone(text) => $"is no IANA time zone such as America/Vancouver: '{text}'",
        "accent" when !EditionRules.IsColour(text) => $"is no colour such as #2251c4: '{text}'",
        "contact" when !EditionRules.IsEmail(text) => $"is no e-mail address: '{text}'",
        "public_url" when EditionRules.SiteOf(text) is null => $"is no address such as https://workshop.example.org, without a path: '{text}'",
        "footer" => EditionRules.IsText(text) ? null : "holds a control character",
        _ => EditionRules.IsLine(text) ? null : "holds a line break or another control character",
    };
}
