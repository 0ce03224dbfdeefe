using NodaTime;
using NodaTime.Text;
using Workshop.Data.Editions;
using static Workshop.Data.Programme.FieldsOf<Workshop.Data.Editions.EditionSettings>;

namespace Workshop.Data.Programme;

/// <summary>Of which fields the settings of an edition consist. Their keys are those of <c>edition.yml</c>.</summary>
public static class SettingsFields
{
    private const string ZoneInForm = "This is not a time zone of the IANA database, such as America/Vancouver.";

    private static readonly Objection Empty = new("is empty");

    private static readonly Objection NotAnEnd = new("is before 'starts'");

    public static readonly Field<EditionSettings> Name =
        NameLine("name", "Name", settings => settings.Name, (settings, name) => settings with { Name = name }) with
        {
            MaxLength = Edition.NameMaxLength,
            Missing = Empty with { InForm = "Please give the workshop a name." },
        };

    public static readonly Field<EditionSettings> Event =
        Line("event", "Event", settings => settings.Event, (settings, text) => settings with { Event = text }) with
        {
            Hint = "The conference that it is part of, or another word above the title.",
        };

    public static readonly Field<EditionSettings> Tagline =
        Line("tagline", "Tagline", settings => settings.Tagline, (settings, text) => settings with { Tagline = text }) with
        {
            Hint = "One sentence, on the first page and for search engines.",
        };

    public static readonly Field<EditionSettings> StartsOn =
        Date("startsOn", "First day", settings => settings.StartsOn, (settings, day) => settings with { StartsOn = day }) with
        {
            Key = "starts",
        };

    public static readonly Field<EditionSettings> EndsOn =
        Date("endsOn", "Last day", settings => settings.EndsOn, (settings, day) => settings with { EndsOn = day }) with
        {
            Key = "ends",
            Rules = EndObjections,
        };

    public static readonly Field<EditionSettings> TimeZone = Line(
        "timeZone", "Time zone", settings => settings.TimeZone, (settings, zone) => settings with { TimeZone = zone! }, ZoneObjection) with
    {
        Key = "time_zone",
        Shape = FieldShape.TimeZone,
        MaxLength = Edition.TimeZoneMaxLength,
        IsRequired = true,
        Missing = Empty with { InForm = ZoneInForm },
        Hint = "All times of this edition are meant in it. Type a city to find it.",
    };

    public static readonly Field<EditionSettings> Venue =
        Line("venue", "Venue", settings => settings.Venue, (settings, text) => settings with { Venue = text });

    public static readonly Field<EditionSettings> City =
        Line("city", "City", settings => settings.City, (settings, text) => settings with { City = text });

    /// <summary>Where none is given, it is the portal's own.</summary>
    public static readonly Field<EditionSettings> Accent = Line(
        "accent",
        "Accent colour",
        settings => settings.Accent.ToLowerInvariant(),
        (settings, colour) => settings with { Accent = colour?.ToLowerInvariant() ?? Edition.DefaultAccent },
        text => EditionRules.IsColour(text) ? null : Wrong("is not a colour such as #2251c4")) with
    {
        Shape = FieldShape.Colour,
        Hint = "Its hue is used; how light it is follows from what can be read well.",
    };

    public static readonly Field<EditionSettings> ContactEmail = Line(
        "contactEmail",
        "Contact",
        settings => settings.ContactEmail,
        (settings, address) => settings with { ContactEmail = address },
        text => EditionRules.IsEmail(text) ? null : Wrong("is not an email address")) with
    {
        Key = "contact",
        Shape = FieldShape.Email,
        Hint = "An email address under every page.",
    };

    public static readonly Field<EditionSettings> PublicUrl = new("publicUrl", "Public URL", (settings, _) => settings.PublicUrl, TakeSite)
    {
        Key = "public_url",
        Shape = FieldShape.Site,
        Hint = "Such as https://workshop.example.org, for links from elsewhere. "
            + "The operator’s setting Workshop__PublicUrl, where there is one, comes first.",
    };

    public static readonly Field<EditionSettings> Footer =
        Markdown("footer", "Footer", settings => settings.Footer, (settings, text) => settings with { Footer = text }) with
        {
            MaxLength = Edition.FooterMaxLength,
            Hint = $"Markdown, under every page; at most {Edition.FooterMaxLength} characters.",
        };

    public static readonly IReadOnlyList<Field<EditionSettings>> All =
        [Name, Event, Tagline, StartsOn, EndsOn, TimeZone, Venue, City, Accent, ContactEmail, PublicUrl, Footer];

    /// <summary>Those that the two have different values of.</summary>
    public static IEnumerable<Field<EditionSettings>> Differing(EditionSettings left, EditionSettings right) =>
        All.Where(field => field.Text(left, FieldContext.None) != field.Text(right, FieldContext.None));

    private static Objection Wrong(string inFile) => new(inFile) { Quotes = true };

    private static Field<EditionSettings> Date(
        string name, string label, Func<EditionSettings, LocalDate?> get, Func<EditionSettings, LocalDate?, EditionSettings> with) => new(
        name,
        label,
        (settings, _) => get(settings) is { } day ? LocalDatePattern.Iso.Format(day) : null,
        (settings, text, _) => text is null ? new Taken<EditionSettings>(with(settings, null))
            : EditionRules.Date(text) is { } day ? new Taken<EditionSettings>(with(settings, day))
            : new Taken<EditionSettings>(settings, Wrong("is not a date such as 2024-12-14")))
        { Shape = FieldShape.Date };

    private static IEnumerable<Objection> EndObjections(EditionSettings settings, FieldContext context) =>
        settings.EndsOn is not { } last || settings.StartsOn <= last ? []
        : [NotAnEnd with { InForm = settings.StartsOn is null ? "A last day needs a first day." : "The last day is before the first." }];

    private static Objection? ZoneObjection(string text) =>
        EditionRules.IsTimeZone(text) ? null : Wrong("is not an IANA time zone such as America/Vancouver") with { InForm = ZoneInForm };

    private static Taken<EditionSettings> TakeSite(EditionSettings settings, string? text, FieldContext context)
    {
        var site = text is null ? null : EditionRules.SiteOf(text);
        return text is null || site is not null ? new Taken<EditionSettings>(settings with { PublicUrl = site })
            : new Taken<EditionSettings>(settings, Wrong("is not an address such as https://workshop.example.org, without a path") with
            {
                InForm = "This has to be an address such as https://workshop.example.org, without a path.",
            });
    }
}
