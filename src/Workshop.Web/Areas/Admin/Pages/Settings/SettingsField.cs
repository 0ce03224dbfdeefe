using NodaTime;
using NodaTime.Text;
using Workshop.Data.Editions;

namespace Workshop.Web.Areas.Admin.Pages.Settings;

/// <summary>One setting of an edition, where all are treated alike: told apart, compared, merged.</summary>
/// <param name="Text">Null where it is empty.</param>
/// <param name="Take">The first settings, with this one of the second.</param>
public sealed record SettingsField(
    string Label, Func<EditionSettings, string?> Text, Func<EditionSettings, EditionSettings, EditionSettings> Take)
{
    public static readonly IReadOnlyList<SettingsField> All =
    [
        new("Name", s => s.Name, (s, other) => s with { Name = other.Name }),
        new("Event", s => s.Event, (s, other) => s with { Event = other.Event }),
        new("Tagline", s => s.Tagline, (s, other) => s with { Tagline = other.Tagline }),
        new("First day", s => DateText(s.StartsOn), (s, other) => s with { StartsOn = other.StartsOn }),
        new("Last day", s => DateText(s.EndsOn), (s, other) => s with { EndsOn = other.EndsOn }),
        new("Time zone", s => s.TimeZone, (s, other) => s with { TimeZone = other.TimeZone }),
        new("Venue", s => s.Venue, (s, other) => s with { Venue = other.Venue }),
        new("City", s => s.City, (s, other) => s with { City = other.City }),
        new("Accent colour", s => s.Accent, (s, other) => s with { Accent = other.Accent }),
        new("Contact", s => s.ContactEmail, (s, other) => s with { ContactEmail = other.ContactEmail }),
        new("Public URL", s => s.PublicUrl, (s, other) => s with { PublicUrl = other.PublicUrl }),
        new("Footer", s => s.Footer, (s, other) => s with { Footer = other.Footer }),
    ];

    public static IEnumerable<SettingsField> Differing(EditionSettings left, EditionSettings right) =>
        All.Where(field => field.Text(left) != field.Text(right));

    /// <summary>Theirs, with whatever mine changes of what both began with.</summary>
    public static EditionSettings Merge(EditionSettings begun, EditionSettings mine, EditionSettings theirs) =>
        Differing(begun, mine).Aggregate(theirs, (merged, field) => field.Take(merged, mine));

    private static string? DateText(LocalDate? date) => date is { } day ? LocalDatePattern.Iso.Format(day) : null;
}
