using System.Collections.Immutable;
using Workshop.Data.Programme;
using Workshop.Web.Text;

namespace Workshop.Web.Transfer.Schedule;

/// <summary>
/// Finds whom a source's participants are among the people of a programme, and makes those who are new. A name is told by the
/// identifier beside it where the edition itself has exported it: people of one name stay apart, and words stay words.
/// </summary>
internal sealed class PeopleFilling
{
    // Of people whose names make the same slug.
    private const int MostAlike = 20;

    private readonly string _edition;
    private readonly List<Person> _people;
    private readonly Dictionary<Guid, string> _byGuid;
    private readonly Dictionary<ImportedParticipant, string> _found = [];

    /// <param name="edition">Its slug.</param>
    /// <param name="named">Those who are to be among the people.</param>
    public PeopleFilling(string edition, ImmutableArray<Person> stored, ImmutableArray<ImportedParticipant> named)
    {
        (_edition, _people) = (edition, [.. stored]);
        _byGuid = stored.ToDictionary(person => ScheduleConventions.PersonGuid(edition, person.Slug), person => person.Slug);
        var slugs = stored.Select(person => person.Slug).ToHashSet();
        var taken = named.Where(IsKnown).Select(given => _byGuid.GetValueOrDefault(given.Uid!.Value)).OfType<string>().ToHashSet();
        var byName = stored.ToLookup(person => ScheduleConventions.Name(person.Name) ?? "", person => person.Slug);
        foreach (var given in named.Where(given => !IsWords(given)))
        {
            var slug = given.Uid is { } guid
                ? _byGuid.GetValueOrDefault(guid) ?? byName[given.Name].FirstOrDefault(one => !taken.Contains(one))
                : byName[given.Name].FirstOrDefault();
            if (slug is null)
            {
                slug = SlugFor(given, slugs);
                slugs.Add(slug);
                _people.Add(new Person { Slug = slug, Name = given.Name, Roles = [PersonRole.Speaker] });
            }

            taken.Add(slug);
            _found[given] = slug;
        }

        All = [.. _people];
    }

    /// <summary>Those who were there, and then those who are new.</summary>
    public ImmutableArray<Person> All { get; }

    /// <param name="given">Of one session.</param>
    /// <param name="stored">Whoever of them the session has already stays as they are: a person or words, with their role.</param>
    public ImmutableArray<Participant> In(ImmutableArray<ImportedParticipant> given, ImmutableArray<Participant> stored)
    {
        var left = stored.ToList();
        return [.. given.Select(participant =>
        {
            if (left.Find(one => IsSame(participant, one)) is { } same)
            {
                left.Remove(same);
                return same with { Role = participant.Role ?? same.Role };
            }

            var person = _found.GetValueOrDefault(participant)
                ?? (IsWords(participant) ? null : _people.Find(one => one.Name == participant.Name)?.Slug);
            return new Participant(person, person is null ? participant.Name : null, participant.Role ?? ParticipantRole.Speaker);
        })];
    }

    private bool IsSame(ImportedParticipant given, Participant stored)
    {
        var name = stored.Name ?? _people.Find(person => person.Slug == stored.Person)!.Name;
        return IsKnown(given)
            ? given.Uid == (stored.Person is { } slug
                ? ScheduleConventions.PersonGuid(_edition, slug)
                : ScheduleConventions.WordsGuid(_edition, name))
            : given.Name == ScheduleConventions.Name(name);
    }

    private bool IsKnown(ImportedParticipant given) => given.Uid is { } guid && (_byGuid.ContainsKey(guid) || IsWords(given));

    private bool IsWords(ImportedParticipant given) => given.Uid is { } guid && guid == ScheduleConventions.WordsGuid(_edition, given.Name);

    private string SlugFor(ImportedParticipant given, HashSet<string> taken)
    {
        // A file does not say which number a slug had that several names make; its identifier does.
        var tries = 0;
        var exported = Slug.Free(given.Name, "person", slug => !IsOf(slug) && ++tries < MostAlike);
        return IsOf(exported) && !taken.Contains(exported) ? exported : Slug.Free(given.Name, "person", taken.Contains);

        bool IsOf(string slug) => given.Uid == ScheduleConventions.PersonGuid(_edition, slug);
    }
}
