using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using NodaTime;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Web.Programme;

namespace Workshop.Web.Areas.Admin.Pages.ProgrammeList;

/// <summary>The form of a session, as it was filled in. Everything that is wrong is said at once.</summary>
public sealed class SessionInput
{
    /// <summary>How many empty rows a list ends in, to be filled without a script.</summary>
    public const int EmptyRows = 2;

    /// <summary>The revision that the form was filled from; 0 where there was none.</summary>
    public int BasedOn { get; set; }

    /// <summary>Somebody has deleted the session meanwhile, and it is to be there again.</summary>
    public bool BringsBack { get; set; }

    public string? Title { get; set; }

    public string? Subtitle { get; set; }

    public SessionKind Kind { get; set; } = SessionKind.Talk;

    public string? Topic { get; set; }

    /// <summary>Local to the edition; empty for no place yet. See <see cref="TypedTime"/>.</summary>
    public string? At { get; set; }

    public bool? IsLater { get; set; }

    public string? Minutes { get; set; } = "30";

    public string? Room { get; set; }

    public string? Abstract { get; set; }

    public List<PersonRow> People { get; set; } = [];

    public List<LinkRow> Links { get; set; } = [];

    public string? SlidesUrl { get; set; }

    public string? RecordingUrl { get; set; }

    public string? Language { get; set; }

    public SessionStatus Status { get; set; }

    public static SessionInput From(Session session, int basedOn, DateTimeZone zone)
    {
        var input = new SessionInput
        {
            BasedOn = basedOn,
            Title = session.Title,
            Subtitle = session.Subtitle,
            Kind = session.Kind,
            Topic = session.Topic,
            At = session.StartsAt is { } at ? TypedTime.Input.Format(at) : null,
            // Known already, so it need not be asked.
            IsLater = session.StartsAt is { } local && zone.MapLocal(local).Count == 2 ? session.IsLater : null,
            Minutes = session.DurationMinutes.ToString(CultureInfo.InvariantCulture),
            Room = session.Room,
            Abstract = session.Abstract,
            People = [.. session.People.Select(participant => new PersonRow { Person = participant.Person, Name = participant.Name, Role = participant.Role })],
            Links = [.. session.Links.Select(link => new LinkRow { Title = link.Title, Url = link.Url })],
            SlidesUrl = session.SlidesUrl,
            RecordingUrl = session.RecordingUrl,
            Language = session.Language,
            Status = session.Status,
        };
        input.AddRows();
        return input;
    }

    public void AddRows()
    {
        People.AddRange(Enumerable.Range(0, Math.Clamp(ProgrammeRules.MaxEntries - People.Count, 0, EmptyRows)).Select(_ => new PersonRow()));
        Links.AddRange(Enumerable.Range(0, Math.Clamp(ProgrammeRules.MaxEntries - Links.Count, 0, EmptyRows)).Select(_ => new LinkRow()));
    }

    /// <param name="began">What the form was filled from; what it does not show is kept.</param>
    /// <param name="document">In which the rooms, topics and people are.</param>
    /// <param name="wrong">Is told what cannot be kept, by field.</param>
    /// <returns>Null where something is wrong.</returns>
    public Session? ToSession(Session began, ProgrammeDocument document, DateTimeZone zone, ModelStateDictionary wrong)
    {
        var title = Line(nameof(Title), Title, ProgrammeRules.TitleMaxLength, wrong);
        Object(wrong, nameof(Title), title is null, "Please give the session a title.");
        // A time in a gap of its zone, which an import can have left, stands for as long as nobody changes it.
        var isKept = began.StartsAt is { } was && TypedTime.Input.Format(was) == At && zone.MapLocal(was).Count == 0;
        var time = isKept || string.IsNullOrWhiteSpace(At) ? null : TypedTime.Parse(At, IsLater, zone);
        Object(wrong, nameof(At), time?.Error is not null, time?.Error!);
        var isNumber = int.TryParse(Minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes);
        Object(wrong, nameof(Minutes), !isNumber || minutes is < 1 or > ProgrammeRules.MaxMinutes, $"A session lasts from 1 to {ProgrammeRules.MaxMinutes} minutes.");
        Object(wrong, nameof(Room), Empty(Room) is { } room && document.Rooms.All(known => known.Slug != room), "That room is gone. Please choose another.");
        Object(wrong, nameof(Topic), Empty(Topic) is { } topic && document.Topics.All(known => known.Slug != topic), "That topic is gone. Please choose another.");
        var text = Empty(Abstract?.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));
        Object(wrong, nameof(Abstract), text?.Length > ProgrammeRules.TextMaxLength, $"This is longer than {ProgrammeRules.TextMaxLength} characters.");
        Object(wrong, nameof(Abstract), text is not null && !EditionRules.IsText(text), "Please leave control characters out.");
        var (people, links) = (
            People.Select((row, number) => row.ToParticipant(number, document, wrong)).OfType<Participant>().ToList(),
            Links.Select((row, number) => row.ToLink(number, wrong)).OfType<Link>().ToList());
        Object(wrong, nameof(People), people.Count > ProgrammeRules.MaxEntries, $"A session names up to {ProgrammeRules.MaxEntries} people; these are {people.Count}.");
        Object(wrong, nameof(Links), links.Count > ProgrammeRules.MaxEntries, $"A session has up to {ProgrammeRules.MaxEntries} links; these are {links.Count}.");
        var language = Empty(Language);
        Object(wrong, nameof(Language), language is not null && !ProgrammeRules.IsLanguage(language), "This is no language tag, such as en or pt-BR.");
        var session = began with
        {
            Title = title ?? "",
            Subtitle = Line(nameof(Subtitle), Subtitle, ProgrammeRules.LineMaxLength, wrong),
            Kind = Kind,
            Topic = Empty(Topic),
            DurationMinutes = minutes,
            Room = Empty(Room),
            Abstract = text,
            People = [.. people],
            Links = [.. links],
            SlidesUrl = Url(nameof(SlidesUrl), SlidesUrl, wrong),
            RecordingUrl = Url(nameof(RecordingUrl), RecordingUrl, wrong),
            Language = language,
            Status = Status,
        };
        return !wrong.IsValid ? null : isKept ? session : ProgrammeStep.At(session, time?.Value);
    }

    internal static string? Empty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    internal static string? Url(string name, string? text, ModelStateDictionary wrong)
    {
        var url = Empty(text);
        Object(wrong, name, url is not null && !ProgrammeRules.IsUrl(url), "Please give an address that begins with https:// or http://, or a path of this site such as /media/….");
        return url;
    }

    internal static string? Line(string name, string? text, int maxLength, ModelStateDictionary wrong)
    {
        var line = Empty(text);
        Object(wrong, name, line?.Length > maxLength, $"This is longer than {maxLength} characters.");
        Object(wrong, name, line is not null && !EditionRules.IsLine(line), "This has to be one line, without control characters.");
        return line;
    }

    internal static void Object(ModelStateDictionary wrong, string name, bool isWrong, string what)
    {
        if (isWrong)
        {
            wrong.AddModelError($"Input.{name}", what);
        }
    }

    /// <summary>One of the people, or a name; neither for a row that is not used.</summary>
    public sealed class PersonRow
    {
        public string? Person { get; set; }

        public string? Name { get; set; }

        public ParticipantRole Role { get; set; }

        internal Participant? ToParticipant(int number, ProgrammeDocument document, ModelStateDictionary wrong)
        {
            var (person, field) = (Empty(Person), $"People[{number}]");
            var name = Line(field, Name, ProgrammeRules.NameMaxLength, wrong);
            Object(wrong, field, person is not null && name is not null, "Please choose a person or type a name, not both.");
            Object(wrong, field, person is not null && document.People.All(known => known.Slug != person), "That person is gone. Please choose another.");
            return person is null && name is null ? null : new Participant(person, person is null ? name : null, Role);
        }
    }

    public sealed class LinkRow
    {
        public string? Title { get; set; }

        public string? Url { get; set; }

        internal Link? ToLink(int number, ModelStateDictionary wrong)
        {
            var field = $"Links[{number}]";
            var title = Line(field, Title, ProgrammeRules.LineMaxLength, wrong);
            var url = SessionInput.Url(field, Url, wrong);
            Object(wrong, field, title is not null && url is null, "Please give the address as well.");
            return url is null ? null : new Link(title ?? url, url);
        }
    }
}
