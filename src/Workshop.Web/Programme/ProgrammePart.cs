using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.Web.Programme;

/// <summary>A part of a programme: all of it, unless one of these says less.</summary>
public sealed record ProgrammePart
{
    /// <summary>Slug.</summary>
    public string? Session { get; init; }

    public Person? Person { get; init; }

    /// <summary>On which a session starts, in the programme's zone.</summary>
    public LocalDate? Date { get; init; }

    /// <param name="session">One that has a place.</param>
    public bool Has(Session session) =>
        (Session is null || session.Slug == Session)
        && (Person is null || session.People.Any(participant => participant.Person == Person.Slug))
        && (Date is null || session.StartsAt?.Date == Date);
}
