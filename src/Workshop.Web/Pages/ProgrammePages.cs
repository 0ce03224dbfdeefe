using Workshop.Data.Programme;
using Workshop.Web.Programme;
using Workshop.Web.Publishing;

namespace Workshop.Web.Pages;

/// <summary>Everything that there is to know of a session.</summary>
/// <param name="Published">As the programme has it, in its own zone.</param>
public sealed record SessionPage(PublishedSite Site, PublishedEdition In, PublishedSession Published, ZoneChoice Zone) : ISitePage
{
    public PublishedEdition Edition => In;

    public string Title => Published.Title;

    public string? Description => PublishedPage.FirstWords(string.Join(". ", Words));

    public string? CanonicalUrl => In.UrlOf(Published);

    public PublishedSession Session => Zone.In(Published);

    public string? AbstractHtml => Published.Source.Abstract is { } markdown ? In.Rendered(markdown).Html : null;

    /// <summary>The last that is over when it begins.</summary>
    public PublishedSession? Previous => Before(_ => true);

    /// <summary>The first that begins when it is over.</summary>
    public PublishedSession? Next => After(_ => true);

    public PublishedSession? PreviousInRoom => Published.Room is null ? null : Before(other => other.Room == Published.Room);

    public PublishedSession? NextInRoom => Published.Room is null ? null : After(other => other.Room == Published.Room);

    private IEnumerable<string> Words =>
        new[] { Published.Source.Subtitle, string.Join(
            ", ", Published.People.Select(person => person.Name)), Published.Source.Abstract is { } markdown
                ? In.Rendered(markdown).PlainText
                : null }
            .OfType<string>().Where(text => text.Length > 0);

    private PublishedSession? Before(Func<PublishedSession, bool> isWanted) => !Published.IsPlaced ? null
        : Others(isWanted).Where(other => other.End.ToInstant() <= Published.Start.ToInstant()).MaxBy(other => other.End.ToInstant());

    private PublishedSession? After(Func<PublishedSession, bool> isWanted) => !Published.IsPlaced ? null
        : Others(isWanted).FirstOrDefault(other => other.Start.ToInstant() >= Published.End.ToInstant());

    private IEnumerable<PublishedSession> Others(Func<PublishedSession, bool> isWanted) =>
        In.Programme.Sessions.Where(other => other.Slug != Published.Slug && !other.IsCancelled && isWanted(other));
}

/// <summary>Somebody, with their sessions.</summary>
public sealed record PersonPage(PublishedSite Site, PublishedEdition In, Person Person, ZoneChoice Zone) : ISitePage
{
    public PublishedEdition Edition => In;

    public string Title => Person.Name;

    public string? Description =>
        PublishedPage.FirstWords(
            string.Join(". ", new[] { Person.Affiliation, Person.Bio is { } bio ? In.Rendered(bio).PlainText : null }.OfType<string>()));

    public string? CanonicalUrl => In.UrlOf(Person);

    public string? BioHtml => Person.Bio is { } bio ? In.Rendered(bio).Html : null;

    public IEnumerable<PublishedSession> Sessions => In.Programme.SessionsOf(Person).Select(Zone.In);
}

/// <summary>What <c>_Sessions</c> draws: sessions one after another, with their days.</summary>
public sealed record SessionList(PublishedEdition Edition, IEnumerable<PublishedSession> Sessions, string Query);
