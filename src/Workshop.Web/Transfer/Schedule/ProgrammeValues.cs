using System.Collections.Immutable;
using Workshop.Data.Programme;

namespace Workshop.Web.Transfer.Schedule;

/// <summary>
/// What a field becomes of what a source gives: null says nothing and leaves it, an empty text leaves nothing there, and what the
/// stored value is once written to a <c>schedule.xml</c> and read again leaves it as it is.
/// </summary>
/// <param name="document">With all the rooms and topics that the source names.</param>
/// <param name="baseUrl">What paths of the site are written behind; null where none are.</param>
internal sealed class ProgrammeValues(ProgrammeDocument document, string? baseUrl)
{
    // The one that stands for none is read as none.
    private readonly Dictionary<string, string> _rooms = document.Rooms.ToDictionary(
        room => room.Slug, room => Name(room.Name) is var name && name != ScheduleConventions.WithoutRoom ? name : "");
    private readonly Dictionary<string, string> _topics = document.Topics.ToDictionary(topic => topic.Slug, topic => Name(topic.Name));
    private readonly string? _origin = baseUrl?.TrimEnd('/');

    /// <summary>The session with a field as the source has it.</summary>
    public Session With(Session session, Field<Session> field, string? given)
    {
        var stored = field.Get(session, FieldContext.None);
        var isSame = given is null || (stored is not null && Written(field.Shape, stored) == given);
        var isKept = isSame || (given!.Length == 0 && field.IsRequired);
        return isKept ? session : field.Put(session, given!.Length == 0 ? null : given, FieldContext.None).Item;
    }

    /// <param name="given">A name.</param>
    /// <param name="stored">A slug, as is what is returned.</param>
    public string? Room(string? given, string? stored) => Named(given, stored, _rooms, document.Rooms);

    /// <inheritdoc cref="Room"/>
    public string? Topic(string? given, string? stored) => Named(given, stored, _topics, document.Topics);

    public ImmutableArray<Link> Links(ImmutableArray<Link>? given, ImmutableArray<Link> stored) =>
        given is null
            ? stored
            : [.. given.Value.Select(
                link => stored.FirstOrDefault(one => (Name(one.Title), Absolute(one.Url)) == (link.Title, link.Url)) ?? link)];

    private string Written(FieldShape shape, string stored) => shape switch
    {
        FieldShape.Text => ScheduleConventions.Markdown(stored),
        FieldShape.Url => Absolute(stored),
        _ => ScheduleConventions.Line(stored),
    };

    private static string? Named<T>(string? given, string? stored, Dictionary<string, string> names, ImmutableArray<T> items)
        where T : IProgrammeItem =>
        given is null || (stored is not null && names.GetValueOrDefault(stored) == Name(given)) ? stored
        : given.Length == 0 ? null
        : items.First(item => Name(item.Label) == Name(given)).Slug;

    private static string Name(string text) => ScheduleConventions.Name(text) ?? "";

    private string Absolute(string url) => url.StartsWith('/') ? _origin + url : url;
}
