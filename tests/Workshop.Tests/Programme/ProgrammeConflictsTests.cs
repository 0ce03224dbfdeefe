using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using Workshop.Data.Programme;
using Workshop.Tests.Rendering;
using Workshop.Web.Programme;

namespace Workshop.Tests.Programme;

public sealed class ProgrammeConflictsTests
{
    private static readonly LocalDate Day = new(2024, 12, 14);
    private static readonly DateTimeZone Vancouver = DateTimeZoneProviders.Tzdb["America/Vancouver"];

    // A zone, and a night in which its clocks change: put forward, set back, or by half an hour; and one without any.
    private static readonly (string Zone, LocalDate Night)[] Nights =
    [
        ("Europe/Berlin", new(2024, 3, 31)), ("Europe/Berlin", new(2024, 10, 27)), ("America/New_York", new(2024, 11, 3)),
        ("Australia/Lord_Howe", new(2024, 4, 7)), ("Asia/Kolkata", new(2024, 12, 14)),
    ];

    private static readonly Gen<Session> AnySession = Gen.Select(
        Gen.Int[0, 6 * 12], Gen.Int[1, 40], Gen.Int[0, 3], Gen.Int[0, 15], Gen.Bool, Gen.Int[0, 9], Gen.Enum<SessionKind>(), Gen.Int[0, 11],
        (start, length, room, people, later, status, kind, more) => new Session
        {
            Slug = "",
            Uid = Guid.NewGuid(),
            Title = "",
            Kind = kind,
            Abstract = more % 2 == 0 ? "Words." : " ",
            // Most at night, when clocks change; some at the end of the day.
            StartsAt = status == 0 ? null : new LocalDateTime(2000, 1, 1, more > 9 ? 18 : 0, 0).PlusMinutes(start * 5),
            IsLater = later,
            DurationMinutes = length * 5,
            Room = room == 3 ? null : $"room-{room}",
            People = [.. Enumerable
                .Range(0, 4)
                .Where(person => (people & (1 << person)) != 0)
                .Select(person => new Participant($"person-{person}"))],
            Status = status == 1 ? SessionStatus.Cancelled : SessionStatus.Confirmed,
        });

    [Fact]
    public void Of_AnyProgramme_FindsWhatTryingAllFinds() =>
        Gen.Select(AnySession.Array[0, 7], AnySession.Array[0, 7], Gen.Int[0, Nights.Length - 1]).Sample((drawn, nextDay, night) =>
    {
        var (id, date) = Nights[night];
        var zone = DateTimeZoneProviders.Tzdb[id];
        var document = Document(drawn.Concat(nextDay).Select((session, number) => session with
        {
            Slug = $"s-{number}",
            Title = $"S {number}",
            StartsAt = session.StartsAt is { } at ? date.PlusDays(number < drawn.Length ? 0 : 1).At(at.TimeOfDay) : null,
        })) with
        {
            Rooms = [new Room("room-0", "Room 0", 20), new Room("room-1", "Room 1", 300), new Room("room-2", "Room 2")],
        };
        var programme = new PublishedProgramme(document, zone);
        var sessions = programme.Sessions.Where(session => !session.IsCancelled).ToList();
        var all = sessions.Concat(programme.Unplaced.Where(session => !session.IsCancelled)).ToList();

        var found = ProgrammeConflicts.Of(document, zone, date, null);

        Assert.Equal(
            Pairs(sessions, (one, other) => one.Room is not null && one.Room == other.Room && Overlap(one, other)),
            Found(found, ConflictKind.RoomTwice));
        Assert.Equal(
            People(sessions).SelectMany(theirs => Pairs(theirs, Overlap)).Order(StringComparer.Ordinal),
            Found(found, ConflictKind.PersonTwice));
        Assert.Equal(
            People(sessions)
                .SelectMany(theirs => Pairs(
                    theirs, (one, other) => one.Room is not null
                        && other.Room is not null
                        && one.Room != other.Room
                        && !Overlap(one, other)
                        && Gap(one, other) < Duration.FromMinutes(10)))
                .Order(StringComparer.Ordinal),
            Found(found, ConflictKind.TightChange));
        Assert.Equal(sessions
            .Where(session => zone.MapLocal(session.Source.StartsAt!.Value).Count == 0)
            .Select(session => session.Slug)
            .Order(StringComparer.Ordinal), Found(found, ConflictKind.TimeSkipped));
        Assert.Equal(
            sessions
                .Where(session => !session.Source.IsLater && zone.MapLocal(session.Source.StartsAt!.Value).Count == 2)
                .Select(session => session.Slug)
                .Order(StringComparer.Ordinal),
            Found(found, ConflictKind.TimeTwice));
        var (midnight, next) = (zone.AtStartOfDay(date).ToInstant(), zone.AtStartOfDay(date.PlusDays(1)).ToInstant());
        AssertFound(ConflictKind.OutsideDays, sessions, session => session.Start.ToInstant() < midnight || session.End.ToInstant() > next);
        AssertFound(ConflictKind.SmallRoom, sessions, session => session.Kind is SessionKind.Keynote or SessionKind.Panel
            && session.Room?.Slug == "room-0");
        AssertFound(ConflictKind.NobodyNamed, all, session => IsTalk(session) && session.Source.People.IsEmpty);
        AssertFound(ConflictKind.NoAbstract, all, session => IsTalk(session) && session.Source.Abstract == " ");
        Assert.True(found.SkipWhile(conflict => !conflict.IsRemark).All(conflict => conflict.IsRemark));

        void AssertFound(ConflictKind kind, IEnumerable<PublishedSession> among, Func<PublishedSession, bool> isOne) =>
            Assert.Equal(among.Where(isOne).Select(session => session.Slug).Order(StringComparer.Ordinal), Found(found, kind));

        static bool IsTalk(PublishedSession session) =>
            session.Kind is SessionKind.Keynote or SessionKind.Talk or SessionKind.Spotlight or SessionKind.Panel;
    });

    [Fact]
    public void Of_AnyManyAtOnce_NamesTwentyPairsAndCountsTheRest() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[1, 12], Gen.Int[0, 2]).Array[20, 60].Sample(drawn =>
    {
        var document = Document(drawn.Select((at, number) => A($"s-{number}", 9, 0, at.Item2 * 5) with
        {
            StartsAt = Day.At(new LocalTime(9, 0)).PlusMinutes(at.Item1 * 5),
            Room = $"room-{at.Item3}",
            People = [new("person-0")],
        }));
        var sessions = new PublishedProgramme(document, Vancouver).Sessions.ToList();

        var found = ProgrammeConflicts.Of(document, Vancouver, null, null);

        AssertCounted(ConflictKind.PersonTwice, Pairs(sessions, Overlap).Count(), "Person 0 is in two sessions at once");
        AssertCounted(
            ConflictKind.RoomTwice,
            Pairs(sessions, (one, other) => one.Room == other.Room && Overlap(one, other) && one.Room!.Slug == "room-0").Count(),
            "Room 0 has two sessions at once");
        AssertCounted(
            ConflictKind.TightChange,
            Pairs(sessions, (one, other) => one.Room != other.Room && !Overlap(one, other) && Gap(one, other) < Duration.FromMinutes(10))
                .Count(),
            "Person 0 has little time to get from one room to another");

        void AssertCounted(ConflictKind kind, int count, string begins)
        {
            var others = count - 20;
            Assert.Equal(
                others <= 0 ? [] : [others == 1 ? begins + " once more." : $"{begins} {others} more times."],
                found.Where(conflict => conflict.Kind == kind
                    && conflict.Sessions.IsEmpty
                    && conflict.Text.StartsWith(begins, StringComparison.Ordinal)).Select(conflict => conflict.Text));
        }
    });

    [Fact]
    public void Of_AThousandAtOnceInOneRoom_IsAFewSentences()
    {
        var document = Document(Enumerable.Range(0, 1000).Select(number => A($"s-{number}", 9, 0, 60) with { People = [new("person-0")] }));

        var found = ProgrammeConflicts.Of(document, Vancouver, Day, null);

        Assert.Equal(2 * 21, found.Count);
        Assert.Equal(
            ["Room 0 has two sessions at once 499480 more times.", "Person 0 is in two sessions at once 499480 more times."],
            found.Where(conflict => conflict.Sessions.IsEmpty).Select(conflict => conflict.Text));
    }

    [Fact]
    public void Of_RoomTwice_SaysWhereWhatAndWhen()
    {
        var document = Document([A("one", 9, 0, 60), A("two", 9, 30, 60), A("three", 10, 30, 30)]);

        var conflict = Assert.Single(ProgrammeConflicts.Of(document, Vancouver, Day, null));

        Assert.Equal(
            (ConflictKind.RoomTwice, false, "Room 0 has “one” and “two” at once, Sat 14 Dec, 09:30–10:00."),
            (conflict.Kind, conflict.IsRemark, conflict.Text));
        Assert.Equal(["one", "two"], conflict.Sessions);
    }

    [Fact]
    public void Of_DayBeforeOrAfterTheEdition_IsOutside()
    {
        var document = Document([A("one", 9, 0, 60), A("late", 9, 0, 60) with { StartsAt = Day.PlusDays(2).At(new LocalTime(9, 0)) }]);

        Assert.Equal(
            ["“late” is on Monday 16 December 2024, outside the edition’s days (14–15 December 2024)."],
            ProgrammeConflicts.Of(document, Vancouver, Day, Day.PlusDays(1)).Select(conflict => conflict.Text));
        Assert.Equal(["late"], ProgrammeConflicts.Of(document, Vancouver, Day, null).Select(conflict => conflict.Sessions.Single()));
        Assert.Empty(ProgrammeConflicts.Of(document, Vancouver, null, null));
    }

    [Fact]
    public void Of_SessionThatEndsAfterTheLastDay_IsOutside()
    {
        var document = Document([A("party", 23, 0, 120), A("closing", 22, 0, 60), A("midnight", 23, 0, 60) with { Room = "room-1" }]);

        Assert.Equal(
            ["“party” ends at 01:00 on Sunday 15 December 2024, after the edition’s last day, Saturday 14 December 2024."],
            ProgrammeConflicts.Of(document, Vancouver, Day, null).Select(conflict => conflict.Text));
        Assert.Empty(ProgrammeConflicts.Of(document, Vancouver, Day, Day.PlusDays(1)));
    }

    [Fact]
    public void Of_TimeThatComesTwice_IsAConflict()
    {
        var found = ProgrammeConflicts.Of(
            Document([A("one", 1, 30, 60) with { StartsAt = new LocalDateTime(2024, 11, 3, 1, 30) }]), Vancouver, null, null);

        Assert.Equal((ConflictKind.TimeTwice, false), (Assert.Single(found).Kind, found[0].IsRemark));
    }

    [Fact]
    public void Of_WhatIsMissingOrTooSmall_IsARemark()
    {
        var document = Document(
            [A("keynote", 9, 0, 60) with { Kind = SessionKind.Keynote }, A("break", 10, 0, 60) with { Kind = SessionKind.Break }]) with
        {
            Rooms = [new Room("room-0", "Room 0", 40), new Room("room-1", "Hall", 300), new Room("room-2", "Foyer")],
        };

        var found = ProgrammeConflicts.Of(document, Vancouver, Day, null);

        Assert.Equal(
            ["“keynote” is for everybody, and Room 0 has 40 seats where the largest room has 300.", "“keynote” names nobody.", "“keynote” has no abstract."],
            found.Select(conflict => conflict.Text));
        Assert.All(found, conflict => Assert.True(conflict.IsRemark));
    }

    [Fact]
    public void Of_PersonInNeighbouringRooms_NeedsTenMinutes()
    {
        var (one, other) = (
            A("one", 9, 0, 60) with { People = [new("person-0")] },
            A("two", 10, 9, 60) with { People = [new("person-0")], Room = "room-1" });

        Assert.Equal(
            ["Person 0 has 9 minutes to get from “one” in Room 0 to “two” in Room 1, Sat 14 Dec, 10:09–11:09."],
            ProgrammeConflicts.Of(Document([one, other]), Vancouver, Day, null).Select(conflict => conflict.Text));
        Assert.Empty(ProgrammeConflicts.Of(Document([one, other with { StartsAt = Day.At(new LocalTime(10, 10)) }]), Vancouver, Day, null));
        Assert.Empty(ProgrammeConflicts.Of(
            Document([one, other with { Room = "room-0", StartsAt = Day.At(new LocalTime(10, 0)) }]), Vancouver, Day, null));
    }

    [Fact]
    public void Of_FiveThousandSessionsInARow_TakesNoTime()
    {
        var document = Document(
            Enumerable
                .Range(0, ProgrammeRules.MaxItems)
                .Select(number => A($"s-{number}", 9, 0, 1) with
                {
                    StartsAt = Day
                    .At(LocalTime.Midnight)
                    .PlusMinutes(number),
                    People = [new("person-0")],
                }));
        var began = ThreadTime.Now;

        Assert.Empty(ProgrammeConflicts.Of(document, Vancouver, null, null));

        Assert.InRange((ThreadTime.Now - began).TotalSeconds, 0, 5);
    }

    internal static ProgrammeDocument Document(IEnumerable<Session> sessions) => new()
    {
        Rooms = [.. Enumerable.Range(0, 3).Select(number => new Room($"room-{number}", $"Room {number}"))],
        People = [.. Enumerable.Range(0, 4).Select(number => new Person { Slug = $"person-{number}", Name = $"Person {number}" })],
        Sessions = [.. sessions],
    };

    internal static Session A(string slug, int hour, int minute, int length) =>
        new()
        {
            Slug = slug,
            Uid = Guid.NewGuid(),
            Title = slug,
            StartsAt = Day.At(
            new LocalTime(hour, minute)),
            DurationMinutes = length,
            Room = "room-0",
        };

    private static IEnumerable<List<PublishedSession>> People(List<PublishedSession> sessions) =>
        Enumerable
            .Range(0, 4)
            .Select(person => sessions
                .Where(session => session.People.Any(participant => participant.Person!.Slug == $"person-{person}"))
                .ToList());

    private static IEnumerable<string> Pairs(List<PublishedSession> sessions, Func<PublishedSession, PublishedSession, bool> isOne) =>
        sessions
            .SelectMany(
                (one, number) => sessions.Skip(number + 1).Where(other => isOne(one, other)).Select(other => Key([one.Slug, other.Slug])))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Found(IReadOnlyList<ProgrammeConflict> found, ConflictKind kind) =>
        found.Where(conflict => conflict.Kind == kind).Select(conflict => Key(conflict.Sessions)).Order(StringComparer.Ordinal);

    private static string Key(ImmutableArray<string> slugs) => string.Join('+', slugs.Order(StringComparer.Ordinal));

    private static bool Overlap(PublishedSession one, PublishedSession other) => Gap(one, other) < Duration.Zero;

    /// <summary>Between the end of one and the beginning of the other; negative where they overlap.</summary>
    private static Duration Gap(PublishedSession one, PublishedSession other) =>
        Duration.Max(other.Start.ToInstant() - one.End.ToInstant(), one.Start.ToInstant() - other.End.ToInstant());
}
