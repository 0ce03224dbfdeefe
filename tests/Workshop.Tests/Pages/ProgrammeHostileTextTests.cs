using System.Text.Json;
using System.Xml.Linq;
using Ical.Net;
using NodaTime;
using Workshop.Data.Content;
using Workshop.Data.Programme;
using Workshop.Tests.Programme;

namespace Workshop.Tests.Pages;

/// <summary>Whatever somebody writes into a field, it is read as a text and nothing else.</summary>
public sealed class ProgrammeHostileTextTests(SharedPortal shared) : IClassFixture<SharedPortal>, IAsyncLifetime
{
    // U+2028 ends a line in scripts of old, U+FFFE is not a character of XML.
    private const string Text =
        "</script><script>xss(1)</script><img src=x onerror=xss(1)>\"'`&amp;]]>--><!-- ;,\\n\\ \u2028\uFFFE {{x}} =1+1";

    private static readonly LocalDateTime At = new(2024, 12, 14, 9, 0);

    private readonly RunningPortal _portal = shared.Portal;

    public async ValueTask InitializeAsync()
    {
        await _portal.EmptyAsync();
        var edition = await _portal.AddEditionAsync();
        await _portal.PublishAsync(edition, "/schedule/", "Schedule", layout: PageLayout.Schedule);
        await _portal.PublishAsync(edition, "/topics/topic/", "Topic", layout: PageLayout.Topic);
        await _portal.ReleaseAsync(
            edition,
            new ProgrammeDocument
            {
                Rooms = [new Room("room", Text, 1, Text), new Room("other", "Other")],
                Topics = [new Topic("topic", Text), new Topic("other", "Other")],
                People =
                    [new Person { Slug = "person", Name = Text, Affiliation = Text, Bio = Text, Links = [new Link(
                        Text, "https://a.example/?\"><script>")] }],
                Papers =
                    [new Paper { Slug = "paper", Title = Text, Authors = [Text], Award =
                        Text, Decision = Text, PosterNumber = Text, Session = "talk", Links = [new Link(Text, "https://a.example/")] }],
                Sessions = [
                    Releases.Session("talk", At) with
                    {
                        Title = Text, Subtitle = Text, Abstract = Text, Topic = "topic", Room = "room", Language = "en",
                        People = [new Participant("person"), new Participant(null, Text)], Links = [new Link(
                            Text, "https://a.example/?\"><script>")], SlidesUrl = "https://a.example/'\"<", RecordingUrl = "/media/'\"<",
                    },
                    Releases.Session("other", At) with { Room = "other" },
                ],
            },
            RunningPortal.Now,
            Text);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("/schedule/")]
    [InlineData("/schedule/?topic=%3C/select%3E%3Cscript%3Exss(1)%3C/script%3E&tz=%22%3E%3Cscript%3E&mine=%22%3E%3Cscript%3E&person=%27")]
    [InlineData("/schedule/?room=room&mine=talk")]
    [InlineData("/sessions/talk/")]
    [InlineData("/sessions/talk/?tz=%22%3E%3Cscript%3Exss(1)%3C/script%3E")]
    [InlineData("/people/person/")]
    [InlineData("/topics/topic/")]
    [InlineData("/")]
    public async Task Page_HostileTexts_HasNoElementOrHandlerOfTheirs(string path)
    {
        var page = await _portal.ReadAsync(path);

        Assert.All(
            page.QuerySelectorAll("script"),
            script => Assert.True(script.GetAttribute("type") == "application/ld+json"
                || script.GetAttribute("src")?.StartsWith("/js/", StringComparison.Ordinal) == true));
        // Markdown may show a picture; the sanitizer takes its handler away.
        Assert.All(page.QuerySelectorAll("img"), image => Assert.NotNull(image.Closest(".prose")));
        Assert.DoesNotContain(
            page.All.SelectMany(element => element.Attributes),
            attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name == "style");
        Assert.All(
            page.QuerySelectorAll("script[type='application/ld+json']"),
            data => Assert.Contains(
                "@context", JsonDocument.Parse(data.TextContent).RootElement.EnumerateObject().Select(property => property.Name)));
    }

    [Fact]
    public async Task Exchange_HostileTexts_AreReadBackAsTexts()
    {
        var xml = XDocument
            .Parse(await _portal.Client.GetStringAsync("/schedule.xml"))
            .Descendants("event")
            .First(entry => entry.Element("slug")!.Value.EndsWith("-talk", StringComparison.Ordinal));
        using var json = JsonDocument.Parse(await _portal.Client.GetStringAsync("/schedule.json"));
        var inJson =
            json.RootElement.GetProperty("schedule").GetProperty("conference").GetProperty("days")[0].GetProperty(
                "rooms").EnumerateObject().First().Value[0];
        var calendar = Calendar.Load(await _portal.Client.GetStringAsync("/schedule.ics"))!;

        Assert.Equal(Text.Replace("\uFFFE", "", StringComparison.Ordinal), xml.Element("title")!.Value);
        Assert.Equal(Text, inJson.GetProperty("title").GetString());
        Assert.Equal(Text, calendar.Events.Single(entry => entry.Summary != "other").Summary);
        Assert.Equal(2, calendar.Events.Count);
        Assert.Empty(xml.Descendants("script"));
    }

    [Fact]
    public async Task Answers_OfAProgramme_HaveNoMailAddress()
    {
        foreach (var path in new[] { "/schedule.ics", "/schedule.json", "/schedule.xml" })
        {
            var text = (await _portal.Client.GetStringAsync(path)).Replace("@workshop", "", StringComparison.Ordinal);
            Assert.DoesNotContain('@', text);
        }
    }
}
