using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.Tests.Programme;

/// <summary>A programme of a size that no workshop has, for bounds and figures.</summary>
internal static class LargeProgramme
{
    private const int Minutes = 30;

    public static ProgrammeDocument Of(int sessions, int rooms)
    {
        const int perDay = 200;
        return new ProgrammeDocument
        {
            Rooms = [.. Enumerable.Range(1, rooms).Select(room => new Room($"room-{room}", $"Room {room}", 100, "West Building"))],
            Topics = [.. Enumerable.Range(1, 8).Select(topic => new Topic($"topic-{topic}", $"Topic {topic}"))],
            People = [.. Enumerable
                .Range(1, sessions / 2)
                .Select(person =>
                    new Person { Slug = $"person-{person}", Name = $"Person {person} of Somewhere", Affiliation = "A university" })],
            Sessions = [
                .. Enumerable.Range(0, sessions).Select(number => new Session
                {
                    Slug = $"session-{number}",
                    Uid = new Guid(number + 1, 0, 0, new byte[8]),
                    Title = $"What {number} of us have learned about brains, machines and what is between them",
                    Kind = SessionKind.Talk,
                    StartsAt = new LocalDate(2024, 12, 9).PlusDays(number / perDay)
                        .At(new LocalTime(9, 0))
                        .PlusMinutes(number % perDay / rooms * (Minutes + 10) + (number % 2 * 5)),
                    DurationMinutes = Minutes,
                    Room = $"room-{(number % rooms) + 1}",
                    Topic = $"topic-{(number % 8) + 1}",
                    People = [new Participant($"person-{(number / 2) + 1}")],
                    Abstract =
                        "Brains and machines solve the *same problems* with different means; this talk asks what either can "
                        + "learn from the other.",
                }),
            ],
        };
    }
}
