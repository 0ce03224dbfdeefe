using NodaTime;
using Workshop.Data.Content;

namespace Workshop.Data.Editions;

/// <summary>One run of the workshop: its name, its days, its place, and the pages that belong to it.</summary>
public sealed class Edition
{
    public const int SlugMaxLength = 60;
    public const int NameMaxLength = 120;
    public const int TextMaxLength = 300;
    public const int FooterMaxLength = 2000;
    public const int TimeZoneMaxLength = 60;
    public const string CurrentIndex = "ix_editions_is_current";
    public const string SlugIndex = "ix_editions_slug";
    public const string DefaultAccent = "#2251c4";

    public int Id { get; private set; }

    /// <summary>For ever, and in no other database the same: what names things outside of this site is made of it.</summary>
    public Guid Uid { get; private init; }

    /// <summary>Where an earlier edition is found: <c>/{slug}/</c>. Lower case, digits and hyphens.</summary>
    public required string Slug { get; set; }

    public required string Name { get; set; }

    /// <summary>The conference that the workshop is part of, or another word above the title.</summary>
    public string? Event { get; set; }

    public string? Tagline { get; set; }

    public LocalDate? StartsOn { get; set; }

    /// <summary>The last day, inclusive.</summary>
    public LocalDate? EndsOn { get; set; }

    /// <summary>IANA time zone in which every local time of this edition is meant.</summary>
    public required string TimeZone { get; set; }

    public string? Venue { get; set; }

    public string? City { get; set; }

    /// <summary>The one colour of the design, as <c>#rrggbb</c>; its hue and chroma are used, lightness is the design's.</summary>
    public string Accent { get; set; } = DefaultAccent;

    public string? ContactEmail { get; set; }

    /// <summary>
    /// The address of this site for absolute links, such as <c>https://workshop.example.org</c>; null leaves it to the operator's
    /// setting.
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>Markdown, under every page.</summary>
    public string? Footer { get; set; }

    /// <summary>Served at the root. At most one edition is current; the database sees to it.</summary>
    public bool IsCurrent { get; set; }

    /// <summary>Came with the portal to show what it does; goes with <c>workshop sample remove</c>.</summary>
    public bool IsSample { get; init; }

    /// <summary>PostgreSQL's xmin: differs whenever the row has changed, and a write based on a stale row fails.</summary>
    public uint Version { get; private set; }

    public List<ContentPage> Pages { get; } = [];

    public EditionSettings Settings
    {
        get => new()
        {
            Name = Name,
            Event = Event,
            Tagline = Tagline,
            StartsOn = StartsOn,
            EndsOn = EndsOn,
            TimeZone = TimeZone,
            Venue = Venue,
            City = City,
            Accent = Accent,
            ContactEmail = ContactEmail,
            PublicUrl = PublicUrl,
            Footer = Footer,
        };
        set
        {
            (Name, Event, Tagline) = (value.Name, value.Event, value.Tagline);
            (StartsOn, EndsOn, TimeZone) = (value.StartsOn, value.EndsOn, value.TimeZone);
            (Venue, City, Accent) = (value.Venue, value.City, value.Accent);
            (ContactEmail, PublicUrl, Footer) = (value.ContactEmail, value.PublicUrl, value.Footer);
        }
    }
}
