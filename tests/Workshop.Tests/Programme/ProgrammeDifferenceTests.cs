using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Programme;

namespace Workshop.Tests.Programme;

public sealed class ProgrammeDifferenceTests
{
    private static readonly DateTimeZone Vancouver = DateTimeZoneProviders.Tzdb["America/Vancouver"];
    private static readonly ProgrammeDocument Former = ProgrammeConflictsTests.Document(
        [ProgrammeConflictsTests.A("one", 9, 0, 60), ProgrammeConflictsTests.A("two", 10, 0, 60)]);

    [Fact]
    public void Of_NothingChanged_IsEmpty() => Assert.Empty(Texts(Former));

    [Fact]
    public void Of_FirstRelease_IsAllNew() => Assert.Equal(
        ["“one” is new (Sat 14 Dec, 09:00–10:00, Room 0).", "“two” is new (Sat 14 Dec, 10:00–11:00, Room 0).", "Rooms: 3 new "
            + "(Room 0, Room 1, Room 2).", "People: 4 new (Person 0, Person 1, Person 2 and 1 more)."],
        ProgrammeDifference.Of(null, Former, Vancouver).Select(line => line.Text));

    [Fact]
    public void Of_EachKindOfChange_SaysWhatItIs()
    {
        var one = Former.Sessions[0];
        Assert.Equal(["“one” is in Room 1, and was in Room 0."], Texts(With(one with { Room = "room-1" })));
        Assert.Equal(["“one” is in no room, and was in Room 0."], Texts(With(one with { Room = null })));
        Assert.Equal(
            ["“one” is at Sat 14 Dec, 09:00–09:30, and was at Sat 14 Dec, 09:00–10:00."], Texts(With(one with { DurationMinutes = 30 })));
        Assert.Equal(["“one” is at no time (1 h), and was at Sat 14 Dec, 09:00–10:00."], Texts(With(one with { StartsAt = null })));
        Assert.Equal(["“one” is called “Uno” now."], Texts(With(one with { Title = "Uno" })));
        Assert.Equal(["“one” is cancelled (Sat 14 Dec, 09:00–10:00, Room 0)."], Texts(With(one with { Status = SessionStatus.Cancelled })));
        Assert.Equal(["“one” has changed: abstract, people."], Texts(With(one with { Abstract = "A", People = [new("person-0")] })));
        Assert.Equal(["“two” is gone (Sat 14 Dec, 10:00–11:00, Room 0)."], Texts(Former with { Sessions = [one] }));
        Assert.Equal(["Sessions: in another order."], Texts(Former with { Sessions = [.. Former.Sessions.Reverse()] }));
        Assert.Equal(["Papers: 1 new (P)."], Texts(Former with { Papers = [new Paper { Slug = "p", Title = "P" }] }));
        Assert.Equal(
            ["Rooms: 1 gone (Room 2); 1 changed (Room 1)."],
            Texts(Former with { Rooms = [Former.Rooms[0], Former.Rooms[1] with { Capacity = 3 }] }));
    }

    [Fact]
    public void Of_CancelledBefore_IsBroughtBack()
    {
        var cancelled = With(Former.Sessions[0] with { Status = SessionStatus.Cancelled });

        Assert.Equal(
            [(DifferenceKind.BroughtBack, "one")],
            ProgrammeDifference.Of(Release(cancelled), Former, Vancouver).Select(line => (line.Kind, line.Session!)));
    }

    [Fact]
    public void Of_AnotherZone_IsSaid() => Assert.Equal(
        ["All times are in Europe/Berlin now, and were in America/Vancouver."],
        ProgrammeDifference.Of(Release(Former), Former, DateTimeZoneProviders.Tzdb["Europe/Berlin"]).Select(line => line.Text));

    private static IEnumerable<string> Texts(ProgrammeDocument draft) =>
        ProgrammeDifference.Of(Release(Former), draft, Vancouver).Select(line => line.Text);

    private static ReleaseDocument Release(ProgrammeDocument programme) =>
        ReleaseDocument.Next(null, programme, Vancouver.Id, Instant.FromUtc(2024, 9, 1, 0, 0));

    private static ProgrammeDocument With(Session one) => Former with { Sessions = Former.Sessions.SetItem(0, one) };
}
