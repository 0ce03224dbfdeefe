using CsCheck;
using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Programme;

namespace Workshop.Tests.Programme;

public sealed class NowAndNextTests
{
    private static readonly LocalDateTime Nine = new(2024, 12, 14, 9, 0);
    private static readonly PublishedProgramme Programme = new(
        new ProgrammeDocument
        {
            Sessions = [
                Releases.Session("opening", Nine, 30),
                Releases.Session("talk", Nine.PlusMinutes(30), 60),
                Releases.Session("demo", Nine.PlusMinutes(30), 30),
                Releases.Session("off", Nine.PlusMinutes(40), 30) with { Status = SessionStatus.Cancelled },
                Releases.Session("closing", Nine.PlusDays(1), 30),
            ],
        },
        DateTimeZone.Utc);

    [Theory]
    [InlineData(-600, "", "opening", 0)]
    [InlineData(0, "opening", "demo talk", 30)]
    [InlineData(29, "opening", "demo talk", 30)]
    [InlineData(30, "demo talk", "closing", 60)]
    [InlineData(60, "talk", "closing", 90)]
    [InlineData(90, "", "closing", 1440)]
    [InlineData(1440, "closing", "", 1470)]
    [InlineData(1470, "", "", null)]
    public void At_AMinuteOfTheProgramme_SaysWhatIsOnWhatIsNextAndUntilWhen(int minute, string now, string next, int? until)
    {
        var current = NowAndNext.At(Minute(minute), Programme.Sessions);

        Assert.Equal((now, next), (Slugs(current.Now), Slugs(current.Next)));
        Assert.Equal(until is { } end ? Minute(end) : null, current.Until);
    }

    [Fact]
    public void At_AnyMoment_StaysTheSameUntilItSaysAndNoLonger() =>
        Gen.Select(Gen.Select(Gen.Int[0, 50], Gen.Int[1, 20]).List[0, 12], Gen.Int[-5, 80]).Sample((spans, minute) =>
        {
            var sessions = new PublishedProgramme(
                new ProgrammeDocument
                {
                    Sessions = [.. spans.Select((span, at) => Releases.Session($"s{at}", Nine.PlusMinutes(span.Item1), span.Item2))]
                },
                DateTimeZone.Utc).Sessions;
            var current = NowAndNext.At(Minute(minute), sessions);
            var last = current.Until is { } until ? until - Duration.Epsilon : Minute(1000);

            Assert.Equal(Said(current), Said(NowAndNext.At(last, sessions)));
            if (current.Until is { } end)
            {
                Assert.NotEqual(Said(current), Said(NowAndNext.At(end, sessions)));
            }
        });

    private static (string, string) Said(NowAndNext current) => (Slugs(current.Now), Slugs(current.Next));

    private static string Slugs(IEnumerable<PublishedSession> sessions) => string.Join(' ', sessions.Select(session => session.Slug));

    private static Instant Minute(int minute) => Nine.InUtc().ToInstant() + Duration.FromMinutes(minute);
}
