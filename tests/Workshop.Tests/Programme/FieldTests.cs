using NodaTime;
using Workshop.Data.Editions;
using Workshop.Data.Programme;

namespace Workshop.Tests.Programme;

/// <summary>The tables of fields: complete, unambiguous, and the same way in for a form, a file and the gate.</summary>
public sealed class FieldTests
{
    // Who somebody or something is, for ever, is not a field.
    private static readonly string[] Fixed = ["Slug", "Uid", "Label"];

    public static TheoryData<Type, IEnumerable<AnyField>> Tables => new()
    {
        { typeof(Session), SessionFields.All },
        { typeof(Person), PersonFields.All },
        { typeof(Room), RoomFields.All },
        { typeof(Topic), TopicFields.All },
        { typeof(Paper), PaperFields.All },
        { typeof(Deadline), DeadlineFields.All },
        { typeof(Sponsor), SponsorFields.All },
        { typeof(NewsItem), NewsFields.All },
        { typeof(EditionSettings), SettingsFields.All },
    };

    [Theory]
    [MemberData(nameof(Tables), DisableDiscoveryEnumeration = true)]
    public void All_EveryPropertyOfTheType_IsAFieldOfItsName(Type type, IEnumerable<AnyField> fields) => Assert.Equal(
        type.GetProperties().Select(property => property.Name).Except(Fixed)
            .Select(name => char.ToLowerInvariant(name[0]) + name[1..]).Order(StringComparer.Ordinal),
        fields.Select(field => field.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Tables), DisableDiscoveryEnumeration = true)]
    public void IsCalled_AnyNameOfAField_MeansThatFieldAlone(Type type, IEnumerable<AnyField> fields) => Assert.All(
        fields.SelectMany(field => field.Aliases.Append(field.Name).Append(field.Label).Append(field.Key)),
        name => Assert.True(fields.Count(field => field.IsCalled(name)) == 1, $"{type.Name}: {name}"));

    [Fact]
    public void Fill_EndMovedBeforeTheStart_IsSaidOfTheEndThatNobodyTouched()
    {
        var settings = new EditionSettings { Name = "N", TimeZone = "UTC", Accent = "#000000", StartsOn = Day(14), EndsOn = Day(15) };

        var texts = new Dictionary<string, string> { ["startsOn"] = "2024-12-16", ["endsOn"] = "2024-12-15" };
        var (_, objections) = SettingsFields.All.Fill(settings, texts, FieldContext.None);

        Assert.Equal(
            [("endsOn", "The last day is before the first.")],
            objections.Select(wrong => (wrong.Field.Name, wrong.Objection.InForm)));
    }

    [Fact]
    public void Apply_TextThatIsThere_IsTheItemItself()
    {
        var talk = new Session { Slug = "talk", Uid = Guid.NewGuid(), Title = "Talk", DurationMinutes = 30, RecordingUrl = "/a" };

        Assert.Same(talk, SessionFields.RecordingUrl.Apply(talk, " /a\r\n", FieldContext.None).Item);
        Assert.Null(SessionFields.RecordingUrl.Apply(talk, "", FieldContext.None).Item.RecordingUrl);
        Assert.Equal((talk, true), Refused(SessionFields.RecordingUrl.Apply(talk, "ftp://a", FieldContext.None)));
    }

    [Fact]
    public void Shown_WhatIsChosen_IsCalledByItsLabel()
    {
        var document = new ProgrammeDocument { Rooms = [new Room("hall", "Great hall")] };
        var talk = new Session
        {
            Slug = "talk",
            Uid = Guid.NewGuid(),
            Title = "Talk",
            DurationMinutes = 30,
            Room = "hall",
            Kind = SessionKind.PosterSession,
        };
        var context = FieldContext.Of(document, DateTimeZone.Utc);

        Assert.Equal(
            ["Great hall", "Posters", null],
            new[] { SessionFields.Room, SessionFields.Kind, SessionFields.Topic }.Select(field => field.Shown(talk, context)));
    }

    private static (Session Item, bool IsRefused) Refused(Taken<Session> taken) => (taken.Item, taken.Objection is not null);

    private static LocalDate Day(int day) => new(2024, 12, day);
}
