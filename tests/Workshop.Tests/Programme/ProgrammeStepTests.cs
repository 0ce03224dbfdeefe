using CsCheck;
using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Programme;

namespace Workshop.Tests.Programme;

public sealed class ProgrammeStepTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Theory]
    // Over the gap of spring, and through the hour that comes twice in autumn.
    [InlineData("2024-03-31T01:58", false, 5, "2024-03-31T03:03", false)]
    [InlineData("2024-10-27T02:58", false, 5, "2024-10-27T02:03", true)]
    [InlineData("2024-10-27T02:03", true, -5, "2024-10-27T02:58", false)]
    [InlineData("2024-12-14T23:58", false, 5, "2024-12-15T00:03", false)]
    public void Shift_AcrossAChangeOfClocks_MovesByElapsedTime(string from, bool wasLater, int minutes, string to, bool isLater)
    {
        var document = ProgrammeConflictsTests.Document(
            [ProgrammeConflictsTests.A("one", 9, 0, 30) with { StartsAt = Local(from), IsLater = wasLater }]);

        var moved = ProgrammeStep.Shift(document, "one", minutes, Berlin).Document.Sessions.Single();

        Assert.Equal((Local(to), isLater), (moved.StartsAt, moved.IsLater));
    }

    [Fact]
    public void Shift_ThereAndBack_IsWhereItWas() => Gen.Select(Gen.Int[0, 60 * 24 * 300], Gen.Int[-600, 600]).Sample((start, minutes) =>
    {
        var at = Berlin.AtLeniently(new LocalDateTime(2024, 2, 1, 0, 0)).PlusMinutes(start);
        var document = ProgrammeConflictsTests.Document([ProgrammeStep.At(ProgrammeConflictsTests.A("one", 9, 0, 30), at)]);

        var there = ProgrammeStep.Shift(document, "one", minutes, Berlin).Document;
        var back = ProgrammeStep.Shift(there, "one", -minutes, Berlin).Document;

        Assert.Equal(at.PlusMinutes(minutes), there.Sessions[0].StartIn(Berlin));
        Assert.True(ProgrammeJson.Same(document, back));
    });

    [Fact]
    public void Delay_InItsRoom_MovesWhatComesAfterThatDayAndNothingElse()
    {
        var document = ProgrammeConflictsTests.Document(
        [
            ProgrammeConflictsTests.A("before", 8, 0, 30), ProgrammeConflictsTests.A("one", 9, 0, 30),
            ProgrammeConflictsTests.A("next", 9, 30, 30),
            ProgrammeConflictsTests.A("elsewhere", 10, 0, 30) with { Room = "room-1" },
            ProgrammeConflictsTests.A("tomorrow", 10, 0, 30) with { StartsAt = new LocalDateTime(2024, 12, 15, 10, 0) },
        ]);

        var inRoom = ProgrammeStep.Delay(document, "one", 15, inRoom: true, Berlin);
        var thatDay = ProgrammeStep.Delay(document, "one", -10, inRoom: false, Berlin);

        Assert.Equal(["next 09:45"], Changed(document, inRoom.Document));
        Assert.Equal("1 session after “one” begins 15 minutes later.", inRoom.Summary);
        Assert.Equal(["next 09:20", "elsewhere 09:50"], Changed(document, thatDay.Document));
        Assert.Equal("2 sessions after “one” begin 10 minutes earlier.", thatDay.Summary);
    }

    [Fact]
    public void Swap_Two_ChangesTimeAndRoomAndKeepsLengths()
    {
        var document = ProgrammeConflictsTests.Document(
            [ProgrammeConflictsTests.A("one", 9, 0, 30), ProgrammeConflictsTests.A("two", 10, 0, 60) with { Room = "room-1" }]);

        var swapped = ProgrammeStep.Swap(document, "one", "two").Document.Sessions;

        Assert.Equal(
            [(10, "room-1", 30), (9, "room-0", 60)],
            swapped.Select(session => (session.StartsAt!.Value.Hour, session.Room!, session.DurationMinutes)));
    }

    [Fact]
    public void Delete_SessionWithPapers_LeavesThemWithoutOne()
    {
        var document = ProgrammeConflictsTests.Document(
            [ProgrammeConflictsTests.A("one", 9, 0, 30)]) with
        { Papers = [new Paper { Slug = "p", Title = "P", Session = "one" }] };

        var left = ProgrammeStep.Delete(document, "one").Document;

        Assert.Empty(left.Sessions);
        Assert.Null(left.Papers.Single().Session);
        Assert.Empty(ProgrammeRules.Objections(left));
    }

    [Fact]
    public void Duplicate_Twice_HasFreeSlugsAndNoPlace()
    {
        var document = ProgrammeConflictsTests.Document([ProgrammeConflictsTests.A("new-copy", 9, 0, 30) with { Title = "New" }]);

        var copied = ProgrammeStep.Duplicate(
            ProgrammeStep.Duplicate(document, "new-copy", Guid.NewGuid()).Document, "new-copy", Guid.NewGuid()).Document;

        Assert.Equal(["new-copy", "new-copy-2", "new-copy-3"], copied.Sessions.Select(session => session.Slug));
        Assert.Equal([null, null], copied.Sessions.Skip(1).Select(session => session.StartsAt));
        Assert.Equal("new-2", ProgrammeStep.FreeSlug(document, "New"));
        Assert.Empty(ProgrammeRules.Objections(copied));
    }

    [Fact]
    public void Swap_Twice_IsWhereItWas() =>
        Gen.Select(Gen.Int[-1, 60 * 24 * 300], Gen.Int[-1, 60 * 24 * 300], Gen.Bool).Sample((one, other, sameRoom) =>
    {
        var document = ProgrammeConflictsTests.Document([At("one", one), At("two", other) with { Room = sameRoom ? "room-0" : "room-1" }]);

        var swapped = ProgrammeStep.Swap(document, "one", "two").Document;

        Assert.Equal(Places(document).Reverse(), Places(swapped));
        Assert.True(ProgrammeJson.Same(document, ProgrammeStep.Swap(swapped, "one", "two").Document));

        static Session At(string slug, int minutes) =>
            ProgrammeStep.At(
                ProgrammeConflictsTests.A(slug, 9, 0, 30),
                minutes < 0 ? null : Berlin.AtLeniently(new LocalDateTime(2024, 2, 1, 0, 0)).PlusMinutes(minutes));

        static IEnumerable<(LocalDateTime?, bool, string?)> Places(ProgrammeDocument of) =>
            of.Sessions.Select(session => (session.StartsAt, session.IsLater, session.Room));
    });

    [Fact]
    public void Delay_LaterAndEarlierAgainOnTheSameDay_IsWhereItWas() =>
        Gen.Select(Gen.Int[0, 1000].Array[1, 12], Gen.Int[1, 379], Gen.Bool, Gen.Int[0, 2]).Sample((starts, minutes, inRoom, night) =>
    {
        // Through the night of either change of clocks as well; the shorter day has 23 hours, of which 1,000 + 379 minutes stay within.
        var date = new[] { new LocalDate(2024, 3, 31), new LocalDate(2024, 10, 27), new LocalDate(2024, 12, 14) }[night];
        var document = ProgrammeConflictsTests.Document(starts.Select((start, number) =>
            ProgrammeStep.At(ProgrammeConflictsTests.A($"s-{number}", 9, 0, 30) with { Room = $"room-{number % 2}" }, Berlin
                .AtStartOfDay(date)
                .PlusMinutes(start))));

        var later = ProgrammeStep.Delay(document, "s-0", minutes, inRoom, Berlin).Document;

        Assert.All(later.Sessions, session => Assert.Equal(date, session.StartsAt!.Value.Date));
        Assert.True(ProgrammeJson.Same(document, ProgrammeStep.Delay(later, "s-0", -minutes, inRoom, Berlin).Document));
    });

    [Fact]
    public void Step_ThatChangesNothing_SaysWhy()
    {
        var document = ProgrammeConflictsTests.Document(
            [ProgrammeConflictsTests.A(
                "one", 9, 0, 5), ProgrammeConflictsTests.A("two", 9, 0, 1440) with { Status = SessionStatus.Cancelled }]);

        AssertNothing("“one” lasts 5 min, and cannot be 5 min shorter.", ProgrammeStep.Lengthen(document, "one", -5));
        AssertNothing("“two” lasts 24 h, and cannot be 5 min longer.", ProgrammeStep.Lengthen(document, "two", 5));
        AssertNothing("By 0 minutes nothing moves.", ProgrammeStep.Delay(document, "one", 0, inRoom: true, Berlin));
        AssertNothing("“one” cannot change places with itself.", ProgrammeStep.Swap(document, "one", "one"));
        AssertNothing("“one” and “two” are at the same place, so nothing has changed.", ProgrammeStep.Swap(document, "one", "two"));
        AssertNothing("“two” is cancelled already.", ProgrammeStep.SetCancelled(document, "two", isCancelled: true));
        AssertNothing("“one” is not cancelled.", ProgrammeStep.SetCancelled(document, "one", isCancelled: false));
        AssertNothing(
            "“one” is Sat 14 Dec, 09:00–09:05 in Room 0 already.",
            ProgrammeStep.Place(document, "one", new LocalDateTime(2024, 12, 14, 9, 0), isLater: false, "room-0", 5, Berlin));

        void AssertNothing(string summary, ProgrammeStep step)
        {
            Assert.Equal(summary, step.Summary);
            Assert.True(ProgrammeJson.Same(document, step.Document));
        }
    }

    private static LocalDateTime Local(string text) =>
        NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text).Value;

    private static IEnumerable<string> Changed(ProgrammeDocument before, ProgrammeDocument after) =>
        after.Sessions
            .Where(session => before.Sessions.All(former => former != session))
            .Select(session => $"{session.Slug} {session.StartsAt:HH:mm}");
}
