using NodaTime.Text;

namespace Workshop.Data.Programme;

/// <summary>What a session has that is more than one text: how it is told to people, and what is asked of it.</summary>
internal static class SessionParts
{
    public static readonly Objection NotADay = new($"is not a number of minutes from 1 to {ProgrammeRules.MaxMinutes}")
    {
        InForm = $"A session lasts from 1 to {ProgrammeRules.MaxMinutes} minutes.",
        InDocument = $"lasts from 1 to {ProgrammeRules.MaxMinutes} minutes",
        IsOfItem = true,
    };

    private static readonly LocalDateTimePattern LocalTime = LocalDateTimePattern.CreateWithInvariantCulture("d MMM uuuu, HH:mm");

    public static string? Start(Session session, FieldContext context) => session.StartsAt is { } local ? LocalTime.Format(local) : null;

    public static string? People(Session session, FieldContext context) => string.Join('\n', session.People.Select(participant =>
    {
        var name = participant.Name ?? context.People.Find(participant.Person)?.Label ?? participant.Person;
        return $"{name} ({participant.Role.ToString().ToLowerInvariant()})";
    }));

    /// <summary>"cancelled"</summary>
    public static string NameOf(SessionStatus status) => status.ToString().ToLowerInvariant();

    public static IEnumerable<Objection> PeopleObjections(Session session, FieldContext context)
    {
        if (session.People.Length > ProgrammeRules.MaxEntries)
        {
            yield return FieldRules.OfItem($"has {session.People.Length} people; {ProgrammeRules.MaxEntries} can be kept");
        }

        foreach (var participant in session.People)
        {
            if ((participant.Person is null) == (participant.Name is null))
            {
                yield return FieldRules.OfItem("a participant is a person or a name");
            }

            if (participant.Person is { } person && context.People.Find(person) is null)
            {
                yield return FieldRules.NotThere("person", person);
            }

            if (participant.Name is { } words && FieldRules.Line(words, ProgrammeRules.NameMaxLength) is { } name)
            {
                yield return FieldRules.OfItem($"the name of a participant {name.InDocument}");
            }
        }
    }

    public static Objection? LanguageObjection(string text) => ProgrammeRules.IsLanguage(text) ? null
        : new("is not a language tag such as en or pt-BR")
        {
            InForm = "This is not a language tag, such as en or pt-BR.",
            InDocument = $"is not a tag such as en or pt-BR: '{text}'",
            Quotes = true,
        };
}
