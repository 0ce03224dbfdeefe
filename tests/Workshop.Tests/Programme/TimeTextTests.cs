using NodaTime;
using Workshop.Web.Programme;

namespace Workshop.Tests.Programme;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("2024-12-14", "2024-12-14", "Saturday 14 December 2024")]
    [InlineData("2024-12-14", "2024-12-15", "14–15 December 2024")]
    [InlineData("2024-11-30", "2024-12-02", "30 November – 2 December 2024")]
    [InlineData("2024-12-31", "2025-01-01", "31 December 2024 – 1 January 2025")]
    public void Days_Range_NamesEachPartOnce(string first, string last, string text) =>
        Assert.Equal(text, TimeText.Days(Date(first), Date(last)));

    [Theory]
    [InlineData("America/Vancouver", "2024-12-14T08:15", "Vancouver time (UTC−8)", "2024-12-14T08:15:00-08:00")]
    [InlineData("America/Vancouver", "2024-07-14T08:15", "Vancouver time (UTC−7)", "2024-07-14T08:15:00-07:00")]
    [InlineData("Asia/Kolkata", "2024-12-14T08:15", "Kolkata time (UTC+5:30)", "2024-12-14T08:15:00+05:30")]
    [InlineData("America/New_York", "2024-12-14T08:15", "New York time (UTC−5)", "2024-12-14T08:15:00-05:00")]
    [InlineData("Europe/London", "2024-12-14T08:15", "London time (UTC+0)", "2024-12-14T08:15:00+00:00")]
    [InlineData("UTC", "2024-12-14T08:15", "UTC", "2024-12-14T08:15:00+00:00")]
    [InlineData("Etc/GMT+5", "2024-12-14T08:15", "UTC−5", "2024-12-14T08:15:00-05:00")]
    [InlineData("EST5EDT", "2024-07-14T08:15", "UTC−4", "2024-07-14T08:15:00-04:00")]
    public void ZoneAndMachine_LocalTime_NameTheOffsetOfThatDay(string zone, string local, string name, string machine)
    {
        var time = DateTimeZoneProviders.Tzdb[zone].AtStrictly(
            NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(local).Value);

        Assert.Equal(name, TimeText.Zone(time));
        Assert.Equal(machine, TimeText.Machine(time));
    }

    [Theory]
    [InlineData(10, "10 min")]
    [InlineData(60, "1 h")]
    [InlineData(105, "1 h 45 min")]
    [InlineData(1500, "25 h")]
    public void Length_Minutes_AreHoursAndMinutes(int minutes, string text) =>
        Assert.Equal(text, TimeText.Length(Duration.FromMinutes(minutes)));

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
