using CsCheck;
using NodaTime;
using Workshop.Data.Programme;
using Workshop.Tests.Programme;
using Workshop.Web.Areas.Admin.Pages.ProgrammeList;
using Workshop.Web.Programme;

namespace Workshop.Tests.Areas.Admin;

public sealed class EditorGridTests
{
    private static readonly LocalDate Day = new(2024, 12, 14);
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];

    [Fact]
    public void Of_AnyDay_DrawsEverySessionOnceInARectangle() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[1, 12], Gen.Int[0, 3]).Array[1, 15].Sample(drawn =>
    {
        var document = ProgrammeConflictsTests.Document(drawn.Select((
            at, number) => ProgrammeConflictsTests.A($"s-{number}", 9, 0, at.Item2 * 5) with
            {
                StartsAt = new LocalDateTime(2024, 12, 14, 9, 0).PlusMinutes(at.Item1 * 5),
                Room = at.Item3 == 3 ? null : $"room-{at.Item3}",
            }));
        var day = new PublishedProgramme(document, Berlin).Days.Single();

        var grid = EditorGrid.Of(day.Date, day.Sessions, document.Rooms, Berlin);

        Assert.Equal(day.Sessions.Select(session => session.Slug).Order(StringComparer.Ordinal), grid.Rows
            .SelectMany(row => row.Cells)
            .Where(cell => cell.Session is not null)
            .Select(cell => cell.Session!.Slug)
            .Order(StringComparer.Ordinal));
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

    [Fact]
    public void Of_AnyDay_EndsInAFreeRowUnlessItEndsOnAnother()
    {
        Assert.Equal(["09:00", "09:30 free"], Rows(ProgrammeConflictsTests.A("one", 9, 0, 30)));
        Assert.Equal(["23:30"], Rows(ProgrammeConflictsTests.A("late", 23, 30, 60)));
        Assert.Equal(["09:00 free"], Rows());
        Assert.Equal([null], EditorGrid.Of(Day, [], [], Berlin).Rows.Single().Cells.Select(cell => cell.Room));

        static IEnumerable<string> Rows(params Session[] sessions)
        {
            var document = ProgrammeConflictsTests.Document(sessions);
            return EditorGrid.Of(Day, new PublishedProgramme(document, Berlin).Sessions, document.Rooms, Berlin).Rows
                .Select(row => $"{row.At.TimeOfDay:HH:mm}{(row.Cells.All(cell => cell.Session is null) ? " free" : "")}");
        }
    }
}
