using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.Tests.Programme;

public sealed class ReleaseDocumentTests
{
    private const string Zone = "Europe/Berlin";

    private static readonly Instant First = Instant.FromUtc(2024, 9, 1, 12, 0);
    private static readonly Instant Second = Instant.FromUtc(2024, 9, 2, 12, 0);
    private static readonly ProgrammeDocument Programme = new()
    {
        Rooms = [new Room("hall", "Hall"), new Room("foyer", "Foyer")],
        People = [new Person { Slug = "ada", Name = "Ada" }],
        Sessions = [A("opening", 9), A("talk", 10) with { People = [new Participant("ada")] }, A("lunch", 12)],
    };

    [Fact]
    public void Next_First_StampsEverySessionThatHasAPlace()
    {
        var release = ReleaseDocument.Next(
            null, Programme with { Sessions = [.. Programme.Sessions, A("later", 1) with { StartsAt = null }] }, Zone, First);

        Assert.Equal(["lunch", "opening", "talk"], release.Stamps.Keys);
        Assert.All(release.Stamps.Values, stamp => Assert.Equal((0, First), (stamp.Sequence, stamp.ChangedAt)));
    }

    [Fact]
    public void Next_OneMovedOneCancelled_RaisesTheirSequenceAlone()
    {
        var moved = Programme.Sessions[0] with { StartsAt = new LocalDateTime(2024, 12, 14, 9, 5) };
        var cancelled = Programme.Sessions[2] with { Status = SessionStatus.Cancelled };

        var release = Next(Programme with { Sessions = [moved, Programme.Sessions[1], cancelled] });

        Assert.Equal([("lunch", 1, Second), ("opening", 1, Second), ("talk", 0, First)], Stamps(release));
    }

    [Fact]
    public void Next_RoomRenamed_MovesWhatIsInIt()
    {
        var release = Next(Programme with { Rooms = [new Room("hall", "Ballroom B"), Programme.Rooms[1]] });

        Assert.All(release.Stamps.Values, stamp => Assert.Equal((1, Second), (stamp.Sequence, stamp.ChangedAt)));
    }

    [Fact]
    public void Next_PersonRenamed_ChangesTheirSessionWithoutMovingIt()
    {
        var release = Next(Programme with { People = [new Person { Slug = "ada", Name = "Ada Lovelace" }] });

        Assert.Equal([("lunch", 0, First), ("opening", 0, First), ("talk", 0, Second)], Stamps(release));
    }

    [Fact]
    public void Next_ZoneChanged_MovesEverything() =>
        Assert.All(
            ReleaseDocument.Next(ReleaseDocument.Next(null, Programme, Zone, First), Programme, "Asia/Kolkata", Second).Stamps.Values,
            stamp => Assert.Equal(1, stamp.Sequence));

    [Fact]
    public void Next_SessionsGoneOrWithoutAPlace_StayAsCancelledUntilTheyComeBack()
    {
        var without = Next(Programme with { Sessions = [Programme.Sessions[0] with { StartsAt = null }, Programme.Sessions[1]] });
        var still = ReleaseDocument.Next(
            without, Programme with { Sessions = [Programme.Sessions[1]] }, Zone, Second + Duration.FromDays(1));
        var back = ReleaseDocument.Next(still, Programme, Zone, Second + Duration.FromDays(2));

        Assert.Equal(
            [("opening", SessionStatus.Cancelled), ("lunch", SessionStatus.Cancelled)],
            without.Withdrawn.Select(session => (session.Slug, session.Status)));
        Assert.Equal([("lunch", 1, Second), ("opening", 1, Second), ("talk", 0, First)], Stamps(without));
        Assert.Equal(Stamps(without), Stamps(still));
        Assert.Empty(back.Withdrawn);
        Assert.Equal([2, 2, 0], back.Stamps.Values.Select(stamp => stamp.Sequence));
    }

    [Fact]
    public void Next_ReadBackFromText_IsTheSame()
    {
        var release = Next(Programme with { Sessions = [Programme.Sessions[0]] });

        Assert.True(ProgrammeJson.Same(release, ProgrammeJson.Read<ReleaseDocument>(ProgrammeJson.Write(release))));
    }

    private static ReleaseDocument Next(ProgrammeDocument programme) =>
        ReleaseDocument.Next(ReleaseDocument.Next(null, Programme, Zone, First), programme, Zone, Second);

    private static IEnumerable<(string, int, Instant)> Stamps(ReleaseDocument release) =>
        release.Stamps.Select(stamp => (stamp.Key, stamp.Value.Sequence, stamp.Value.ChangedAt));

    private static Session A(string slug, int hour) =>
        new()
        {
            Slug = slug,
            Uid = Guid.NewGuid(),
            Title = slug,
            StartsAt = new LocalDateTime(
            2024, 12, 14, hour, 0),
            DurationMinutes = 60,
            Room = "hall",
        };
}
