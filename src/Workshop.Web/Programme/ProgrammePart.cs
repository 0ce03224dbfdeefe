using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.Web.Programme;

/// <summary>A part of a programme: all of it, unless one of these says less.</summary>
public sealed record ProgrammePart
{
    /// <summary>Slug.</summary>
    public string? Session { get; init; }

    /// <summary>Slug.</summary>
    public string? Person { get; init; }

    /// <summary>On which a session starts, in the programme's zone.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>Whether it has a session, or had it in an earlier release.</summary>
    /// <param name="session">One that has a place.</param>
    public bool Has(Session session, SessionStamp stamp) =>
        (Session is null || session.Slug == Session)
        && (Person is null || IsTheirs(session) || stamp.FormerPeople.Contains(Person))
        && (Date is not { } date || session.StartsAt?.Date == date || stamp.FormerDates.Contains(date));

    /// <summary>Whether a session has to be taken from the calendar of somebody who is not in it any more.</summary>
    public bool HasLost(Session session) => Person is not null && !IsTheirs(session);

    private bool IsTheirs(Session session) => session.People.Any(participant => participant.Person == Person);
}
