using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>
/// Reads <c>edition.yml</c>: what an organizer would fill in on the edition's form. All of it is right, or none is taken.
/// </summary>
internal static class EditionFile
{
    // Of the edition itself, which is not a setting.
    private const string Slug = "slug";

    public static ImportedEdition? Read(SourceTree tree, List<ImportFinding> findings)
    {
        if (tree.Find(KnownFiles.Edition) is not { Content: { } content })
        {
            return null;
        }

        var keys = Yaml.ParseMap(SourceText.Decode(content), firstLine: 1);
        var values = ImmutableDictionary.CreateBuilder<string, string?>();
        // A file that has no first day leaves it to the edition that is there.
        var settings = new EditionSettings { Name = "", TimeZone = "", Accent = Edition.DefaultAccent, StartsOn = LocalDate.MinIsoValue };
        foreach (var (name, node) in keys.Entries)
        {
            var key = name.ToLowerInvariant();
            var field = FieldOf(key);
            if (field is null && key != Slug)
            {
                var loss = $"'{name}' is not a key of an edition and was left out.";
                findings.Add(new ImportFinding(KnownFiles.Edition, node.Line, FindingKind.Changed, loss));
                continue;
            }

            var text = node is not YamlScalar scalar ? throw Bad(node, key, "is a list, where one value was expected")
                : scalar.IsNull ? "" : scalar.Text.Trim();
            if (field is null)
            {
                _ = SlugObjection(text) is { } objection ? throw Bad(node, key, text.Length == 0 ? "is empty" : objection) : key;
            }
            else
            {
                settings = Read(field, settings, text, node);
            }

            values[key] = text.Length == 0 ? null : text;
        }

        return SettingsFields.EndsOn.Rules(settings, FieldContext.None).FirstOrDefault() is { } wrong
            ? throw Bad(keys.Find(SettingsFields.EndsOn.Key)!, SettingsFields.EndsOn.Key, wrong.InFile)
            : new ImportedEdition(values.ToImmutable());
    }

    /// <summary>The settings with what the file says of them.</summary>
    public static EditionSettings Applied(ImportedEdition? source, EditionSettings settings) =>
        (source?.Values ?? ImmutableDictionary<string, string?>.Empty).Aggregate(
            settings, (former, value) => FieldOf(value.Key)?.Put(former, value.Value, FieldContext.None).Item ?? former);

    public static LocalDate? Date(string? text) => EditionRules.Date(text);

    /// <summary>Whether an edition can be served under the slug without hiding an address of the portal.</summary>
    public static string? SlugObjection(string slug) =>
        slug.Length > Edition.SlugMaxLength || !ProgrammeRules.IsSlug(slug) ? ProgrammeRules.NotASlug
        : !Data.Content.Permalink.TryParse($"/{slug}/", out _, out _)
            || !Data.Content.Permalink.TryParse($"/{slug}/x/", out _, out _) ? "belongs to the portal itself"
        : null;

    private static Field<EditionSettings>? FieldOf(string key) => SettingsFields.All.FirstOrDefault(field => field.Key == key);

    private static EditionSettings Read(Field<EditionSettings> field, EditionSettings former, string text, YamlNode node)
    {
        var (settings, wrong) = field.Apply(former, text, FieldContext.None);
        return wrong is null ? settings : throw Bad(node, field.Key, wrong.InFileOf(text));
    }

    private static BrokenSourceException Bad(YamlNode node, string key, string objection) => new(node.Line, $"'{key}' {objection}.");
}
