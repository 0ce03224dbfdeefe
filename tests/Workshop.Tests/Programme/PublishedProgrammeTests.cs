using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Programme;

namespace Workshop.Tests.Programme;

public sealed class PublishedProgrammeTests
{
    [Theory]
    // Clocks go back at 03:00 on 27 October 2024: two hours of elapsed time end one hour later by the clock.
    [InlineData("Europe/Berlin", 2024, 10, 27, 1, 30, 120, "2024-10-27T02:30:00+01:00")]
    // Clocks go forward at 02:00 on 10 March 2024.
    [InlineData("America/New_York", 2024, 3, 10, 1, 30, 60, "2024-03-10T03:30:00-04:00")]
    // Half an hour of daylight saving, at 02:00 on 6 October 2024.
    [InlineData("Australia/Lord_Howe", 2024, 10, 6, 1, 45, 30, "2024-10-06T02:45:00+11:00")]
    [InlineData("Asia/Kolkata", 2024, 12, 14, 23, 30, 60, "2024-12-15T00:30:00+05:30")]
    public void End_AcrossAChangeOfClocksOrMidnight_IsStartPlusElapsedTime(
        string zone, int year, int month, int day, int hour, int minute, int duration, string end)
    {
        var session = A("talk", new LocalDateTime(year, month, day, hour, minute), duration);

        var published = new PublishedProgramme(new ProgrammeDocument { Sessions = [session] }, DateTimeZoneProviders.Tzdb[zone]).Sessions
            .Single();

        Assert.Equal(end, TimeText.Machine(published.End));
        Assert.Equal(Duration.FromMinutes(duration), published.Length);
    }

    [Fact]
    public void Days_SessionsOutOfOrder_AreGroupedByTheDayTheyStartAndSorted()
    {
        var programme = new PublishedProgramme(
            new ProgrammeDocument
            {
                Sessions = [
                    A("second day", new LocalDateTime(2024, 12, 15, 9, 0), 60),
                    A("party", new LocalDateTime(2024, 12, 14, 22, 0), 240),
                    A("opening", new LocalDateTime(2024, 12, 14, 8, 15), 10),
                ],
            },
            DateTimeZoneProviders.Tzdb["America/Vancouver"]);

        Assert.Equal([["opening", "party"], ["second day"]], programme.Days.Select(day => day.Sessions.Select(session => session.Title)));
        Assert.Equal("2024-12-15T02:00:00-08:00", TimeText.Machine(programme.Days[0].End));
    }

    private static Session A(string title, LocalDateTime startsAt, int minutes) =>
        new() { Slug = title, Uid = Guid.NewGuid(), Title = title, StartsAt = startsAt, DurationMinutes = minutes };
}
