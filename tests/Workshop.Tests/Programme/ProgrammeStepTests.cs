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
        var document = ProgrammeConflictsTests.Document([ProgrammeConflictsTests.A("one", 9, 0, 30) with { StartsAt = Local(from), IsLater = wasLater }]);

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
            ProgrammeConflictsTests.A("before", 8, 0, 30), ProgrammeConflictsTests.A("one", 9, 0, 30), ProgrammeConflictsTests.A("next", 9, 30, 30),
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
        var document = ProgrammeConflictsTests.Document([ProgrammeConflictsTests.A("one", 9, 0, 30), ProgrammeConflictsTests.A("two", 10, 0, 60) with { Room = "room-1" }]);

        var swapped = ProgrammeStep.Swap(document, "one", "two").Document.Sessions;

        Assert.Equal([(10, "room-1", 30), (9, "room-0", 60)], swapped.Select(session => (session.StartsAt!.Value.Hour, session.Room!, session.DurationMinutes)));
    }

    [Fact]
    public void Delete_SessionWithPapers_LeavesThemWithoutOne()
    {
        var document = ProgrammeConflictsTests.Document([ProgrammeConflictsTests.A("one", 9, 0, 30)]) with { Papers = [new Paper { Slug = "p", Title = "P", Session = "one" }] };

        var left = ProgrammeStep.Delete(document, "one").Document;

        Assert.Empty(left.Sessions);
        Assert.Null(left.Papers.Single().Session);
        Assert.Empty(ProgrammeRules.Objections(left));
    }

    [Fact]
    public void Duplicate_Twice_HasFreeSlugsAndNoPlace()
    {
        var document = ProgrammeConflictsTests.Document([ProgrammeConflictsTests.A("new-copy", 9, 0, 30) with { Title = "New" }]);

        var copied = ProgrammeStep.Duplicate(ProgrammeStep.Duplicate(document, "new-copy", Guid.NewGuid()).Document, "new-copy", Guid.NewGuid()).Document;

        Assert.Equal(["new-copy", "new-copy-2", "new-copy-3"], copied.Sessions.Select(session => session.Slug));
        Assert.Equal([null, null], copied.Sessions.Skip(1).Select(session => session.StartsAt));
        Assert.Equal("new-2", ProgrammeStep.FreeSlug(document, "New"));
        Assert.Empty(ProgrammeRules.Objections(copied));
    }

    [Fact]
    public void Grid_AnyDay_DrawsEverySessionOnceInARectangle() => Gen.Select(Gen.Int[0, 40], Gen.Int[1, 12], Gen.Int[0, 3]).Array[1, 15].Sample(drawn =>
    {
        var document = ProgrammeConflictsTests.Document(drawn.Select((at, number) => ProgrammeConflictsTests.A($"s-{number}", 9, 0, at.Item2 * 5) with
        {
            StartsAt = new LocalDateTime(2024, 12, 14, 9, 0).PlusMinutes(at.Item1 * 5),
            Room = at.Item3 == 3 ? null : $"room-{at.Item3}",
        }));
        var day = new PublishedProgramme(document, Berlin).Days.Single();

        var grid = ProgrammeGrid.Of(day, document.Rooms);

        Assert.Equal(day.Sessions.Select(session => session.Slug).Order(StringComparer.Ordinal), grid.Rows.SelectMany(row => row.Cells).Where(cell => cell.Session is not null).Select(cell => cell.Session!.Slug).Order(StringComparer.Ordinal));
        // As HTML has it: with what hangs down from the rows above, every row is as wide as the head.
        var hanging = new List<int>();
        foreach (var row in grid.Rows)
        {
            hanging = [.. hanging.Select(rows => rows - 1).Where(rows => rows > 0)];
            hanging.AddRange(row.Cells.Select(cell => cell.Rows));
            Assert.Equal(grid.Rooms.Sum(room => room.Columns), hanging.Count);
        }

        Assert.All(hanging, rows => Assert.Equal(1, rows));
    });

    private static LocalDateTime Local(string text) => NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(text).Value;

    private static IEnumerable<string> Changed(ProgrammeDocument before, ProgrammeDocument after) =>
        after.Sessions.Where(session => before.Sessions.All(former => former != session)).Select(session => $"{session.Slug} {session.StartsAt:HH:mm}");
}
