using Workshop.Web.Programme;

namespace Workshop.Web.Publishing;

/// <summary>What a path leads to.</summary>
public abstract record SiteAddress(PublishedEdition? Edition)
{
    public sealed record Page(PublishedEdition In, PublishedPage Found) : SiteAddress(In);

    public sealed record Session(PublishedEdition In, PublishedSession Found) : SiteAddress(In);

    public sealed record Person(PublishedEdition In, Data.Programme.Person Found) : SiteAddress(In);

    /// <param name="Part">What of the programme is in it.</param>
    public sealed record Calendar(PublishedEdition In, ProgrammePart Part) : SiteAddress(In);

    /// <summary>The whole programme in a format that schedule apps read.</summary>
    /// <param name="File">One of <see cref="ProgrammeAddress.ExchangeFiles"/>.</param>
    public sealed record Exchange(PublishedEdition In, string File) : SiteAddress(In);

    /// <param name="Url">Percent-encoded, from the root of the site.</param>
    public sealed record Moved(PublishedEdition In, string Url) : SiteAddress(In);

    /// <param name="Nearest">The edition under whose look the answer says so.</param>
    public sealed record Unknown(PublishedEdition? Nearest) : SiteAddress(Nearest);
}
