using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using NodaTime;
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

    /// <summary>Of the fields that have one text each, by name.</summary>
    [BindNever]
    public IReadOnlyDictionary<string, string> Texts { get; set; } = new Dictionary<string, string>();

    /// <summary>Local to the edition; empty for no place yet. See <see cref="TypedTime"/>.</summary>
    public string? At { get; set; }

    public bool? IsLater { get; set; }

    public string? Minutes { get; set; } = "30";

    public List<PersonRow> People { get; set; } = [];

    public List<LinkRow> Links { get; set; } = [];

    public static SessionInput From(Session session, int basedOn, DateTimeZone zone)
    {
        var input = new SessionInput
        {
            BasedOn = basedOn,
            Texts = TextsOf(session),
            At = session.StartsAt is { } at ? TypedTime.Input.Format(at) : null,
            // Known already, so it need not be asked.
            IsLater = session.StartsAt is { } local && zone.MapLocal(local).Count == 2 ? session.IsLater : null,
            Minutes = session.DurationMinutes.ToString(CultureInfo.InvariantCulture),
            People = [.. session.People.Select(PersonRow.Of)],
            Links = [.. session.Links.Select(link => new LinkRow { Title = link.Title, Url = link.Url })],
        };
        input.AddRows();
        return input;
    }

    public static Dictionary<string, string> TextsOf(Session session) =>
        SessionFields.Plain.ToDictionary(field => field.Name, field => field.Text(session, FieldContext.None));

    public void AddRows()
    {
        People.AddRange(Enumerable.Range(0, Missing(People.Count)).Select(_ => new PersonRow()));
        Links.AddRange(Enumerable.Range(0, Missing(Links.Count)).Select(_ => new LinkRow()));

        static int Missing(int rows) => Math.Clamp(ProgrammeRules.MaxEntries - rows, 0, EmptyRows);
    }

    /// <param name="began">What the form was filled from; what it does not show is kept.</param>
    /// <param name="document">In which the rooms, topics and people are.</param>
    /// <param name="wrong">Is told what cannot be kept, by field.</param>
    /// <returns>Null where something is wrong.</returns>
    public Session? ToSession(Session began, ProgrammeDocument document, DateTimeZone zone, ModelStateDictionary wrong)
    {
        var context = FieldContext.Of(document, zone);
        var (session, objections) = SessionFields.Plain.Fill(began, Texts, context);
        foreach (var (field, objection) in objections)
        {
            Object(wrong, field.Name, true, objection.InForm);
        }

        // A time in a gap of its zone, which an import can have left, stands for as long as nobody changes it.
        var isKept = began.StartsAt is { } was && TypedTime.Input.Format(was) == At && zone.MapLocal(was).Count == 0;
        var time = isKept || string.IsNullOrWhiteSpace(At) ? null : TypedTime.Parse(At, IsLater, zone);
        Object(wrong, nameof(At), time?.Error is not null, time?.Error!);
        (session, var length) = SessionFields.DurationMinutes.Apply(session, Minutes, context);
        Object(wrong, nameof(Minutes), length is not null, length?.InForm!);
        var (people, links) = (
            People.Select((row, number) => row.ToParticipant(number, context, wrong)).OfType<Participant>().ToList(),
            Links.Select((row, number) => row.ToLink(number, wrong)).OfType<Link>().ToList());
        const int Most = ProgrammeRules.MaxEntries;
        Object(wrong, nameof(People), people.Count > Most, $"A session names up to {Most} people; these are {people.Count}.");
        Object(wrong, nameof(Links), links.Count > Most, $"A session has up to {Most} links; these are {links.Count}.");
        session = session with { People = [.. people], Links = [.. links] };
        return !wrong.IsValid ? null : isKept ? session : ProgrammeStep.At(session, time?.Value);
    }

    internal static string? Line(string name, string? text, int maxLength, ModelStateDictionary wrong)
    {
        var line = AnyField.Typed(text) is { Length: > 0 } typed ? typed : null;
        var objection = line is null ? null : FieldRules.Line(line, maxLength);
        Object(wrong, name, objection is not null, objection?.InForm!);
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

        internal static PersonRow Of(Participant participant) =>
            new() { Person = participant.Person, Name = participant.Name, Role = participant.Role };

        internal Participant? ToParticipant(int number, FieldContext context, ModelStateDictionary wrong)
        {
            var (person, field) = (AnyField.Typed(Person) is { Length: > 0 } slug ? slug : null, $"People[{number}]");
            var name = Line(field, Name, ProgrammeRules.NameMaxLength, wrong);
            Object(wrong, field, person is not null && name is not null, "Please choose a person or type a name, not both.");
            Object(wrong, field, person is not null && context.People.Find(person) is null, "That person is gone. Please choose another.");
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
            var url = AnyField.Typed(Url) is { Length: > 0 } typed ? typed : null;
            var objection = url is null ? null : FieldRules.Url(url);
            Object(wrong, field, objection is not null, objection?.InForm!);
            Object(wrong, field, title is not null && url is null, "Please give the address as well.");
            return url is null ? null : new Link(title ?? url, url);
        }
    }
}
