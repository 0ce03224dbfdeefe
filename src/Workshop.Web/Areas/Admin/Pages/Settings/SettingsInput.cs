using System.ComponentModel.DataAnnotations;
using NodaTime.Text;
using Workshop.Data.Editions;

namespace Workshop.Web.Areas.Admin.Pages.Settings;

/// <summary>The form of an edition's settings, as it was filled in. Everything that is wrong is said at once.</summary>
public sealed class SettingsInput : IValidatableObject
{
    /// <summary>The revision that the form was filled from; 0 where there was none.</summary>
    public int BasedOn { get; set; }

    public string? Name { get; set; }

    public string? Event { get; set; }

    public string? Tagline { get; set; }

    public string? StartsOn { get; set; }

    public string? EndsOn { get; set; }

    public string? TimeZone { get; set; }

    public string? Venue { get; set; }

    public string? City { get; set; }

    public string? Accent { get; set; }

    public string? ContactEmail { get; set; }

    public string? PublicUrl { get; set; }

    public string? Footer { get; set; }

    public static SettingsInput From(EditionSettings settings, int basedOn) => new()
    {
        BasedOn = basedOn,
        Name = settings.Name,
        Event = settings.Event,
        Tagline = settings.Tagline,
        StartsOn = settings.StartsOn is { } first ? LocalDatePattern.Iso.Format(first) : null,
        EndsOn = settings.EndsOn is { } last ? LocalDatePattern.Iso.Format(last) : null,
        TimeZone = settings.TimeZone,
        Venue = settings.Venue,
        City = settings.City,
        Accent = settings.Accent.ToLowerInvariant(),
        ContactEmail = settings.ContactEmail,
        PublicUrl = settings.PublicUrl,
        Footer = settings.Footer,
    };

    /// <summary>Of a form without errors.</summary>
    public EditionSettings ToSettings() => new()
    {
        Name = Line(Name)!,
        Event = Line(Event),
        Tagline = Line(Tagline),
        StartsOn = EditionRules.Date(Line(StartsOn)),
        EndsOn = EditionRules.Date(Line(EndsOn)),
        TimeZone = Line(TimeZone)!,
        Venue = Line(Venue),
        City = Line(City),
        Accent = Line(Accent)!.ToLowerInvariant(),
        ContactEmail = Line(ContactEmail),
        PublicUrl = Line(PublicUrl) is { } url ? EditionRules.SiteOf(url) : null,
        Footer = FooterText,
    };

    // A browser sends line ends as CR LF, whatever the text had before.
    private string? FooterText => Line(Footer?.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, text, maxLength) in Lines())
        {
            if (text?.Length > maxLength)
            {
                yield return Wrong(name, $"This is longer than {maxLength} characters.");
            }
            else if (text is not null && !EditionRules.IsLine(text))
            {
                yield return Wrong(name, "This has to be one line, without control characters.");
            }
            else if (Objection(name, text) is { } objection)
            {
                yield return Wrong(name, objection);
            }
        }

        if (EditionRules.Date(Line(EndsOn)) is { } last && (EditionRules.Date(Line(StartsOn)) is not { } first || last < first))
        {
            yield return Wrong(nameof(EndsOn), Line(StartsOn) is null ? "A last day needs a first day." : "The last day is before the first.");
        }

        if (FooterText is { } footer && (footer.Length > Edition.FooterMaxLength || !EditionRules.IsText(footer)))
        {
            yield return Wrong(nameof(Footer), footer.Length > Edition.FooterMaxLength
                ? $"The footer is {footer.Length} characters long; {Edition.FooterMaxLength} are allowed."
                : "The footer has control characters in it.");
        }
    }

    private IEnumerable<(string Name, string? Text, int MaxLength)> Lines() =>
    [
        (nameof(Name), Line(Name), Edition.NameMaxLength),
        (nameof(Event), Line(Event), Edition.TextMaxLength),
        (nameof(Tagline), Line(Tagline), Edition.TextMaxLength),
        (nameof(StartsOn), Line(StartsOn), Edition.TextMaxLength),
        (nameof(EndsOn), Line(EndsOn), Edition.TextMaxLength),
        (nameof(TimeZone), Line(TimeZone), Edition.TimeZoneMaxLength),
        (nameof(Venue), Line(Venue), Edition.TextMaxLength),
        (nameof(City), Line(City), Edition.TextMaxLength),
        (nameof(Accent), Line(Accent), Edition.TextMaxLength),
        (nameof(ContactEmail), Line(ContactEmail), Edition.TextMaxLength),
        (nameof(PublicUrl), Line(PublicUrl), Edition.TextMaxLength),
    ];

    private static string? Objection(string name, string? text) => name switch
    {
        nameof(Name) when text is null => "Please give the workshop a name.",
        nameof(StartsOn) or nameof(EndsOn) when text is not null && EditionRules.Date(text) is null => "This is no date such as 2024-12-14.",
        nameof(TimeZone) when text is null || !EditionRules.IsTimeZone(text) => "This is no time zone of the IANA database, such as America/Vancouver.",
        nameof(Accent) when text is null || !EditionRules.IsColour(text) => "This is no colour such as #2251c4.",
        nameof(ContactEmail) when text is not null && !EditionRules.IsEmail(text) => "This is no email address.",
        nameof(PublicUrl) when text is not null && EditionRules.SiteOf(text) is null => "This has to be an address such as https://workshop.example.org, without a path.",
        _ => null,
    };

    private static string? Line(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static ValidationResult Wrong(string name, string message) => new(message, [name]);
}
