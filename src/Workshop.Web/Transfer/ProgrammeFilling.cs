using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.Web.Transfer;

/// <summary>Makes a programme's rooms and sessions those of a source: what is missing there goes, and what the source does not say of a session stays.</summary>
internal sealed class ProgrammeFilling(ProgrammeDocument former, ImportedProgramme source, DateTimeZone zone)
{
    /// <param name="keepsRooms">Whether rooms stay that the source does not name, because another file does.</param>
    /// <exception cref="ImportRefusedException">A time does not exist, or a session ends before it begins.</exception>
    public ProgrammeDocument Fill(bool keepsRooms)
    {
        var minutes = ProgrammeTimes.Minutes(source.File, source.Sessions, zone);
        var document = former with
        {
            Rooms = Rooms(keepsRooms),
            Topics = WithNames(former.Topics, source.Topics, (slug, name) => new Topic(slug, name), "topic"),
            People = WithNames(former.People, source.People, (slug, name) => new Person { Slug = slug, Name = name, Roles = [PersonRole.Speaker] }, "person"),
        };
        var sessions = Sessions(document, minutes);
        var slugs = sessions.Select(session => session.Slug).ToHashSet();
        return document with
        {
            Sessions = sessions,
            Papers = [.. former.Papers.Select(paper => paper.Session is { } its && !slugs.Contains(its) ? paper with { Session = null } : paper)],
        };
    }

    private ImmutableArray<Room> Rooms(bool keepsRooms)
    {
        var all = WithNames(former.Rooms, source.Rooms.Select(room => room.Name), (slug, name) => new Room(slug, name), "room").ToLookup(room => room.Name);
        var named = source.Rooms.Select(room => all[room.Name].First() with { Location = room.Location });
        return [.. named, .. keepsRooms ? former.Rooms.Where(room => source.Rooms.All(other => other.Name != room.Name)) : []];
    }

    private static ImmutableArray<T> WithNames<T>(ImmutableArray<T> items, IEnumerable<string> names, Func<string, string, T> make, string fallback)
        where T : IProgrammeItem
    {
        var known = items.Select(item => item.Label).ToHashSet();
        var taken = items.Select(item => item.Slug).ToHashSet();
        return [.. items, .. names.Where(known.Add).Select(name => make(SlugFor(name, fallback, taken), name))];
    }

    private static string SlugFor(string name, string fallback, HashSet<string> taken)
    {
        var slug = Slug.Free(name, fallback, taken.Contains);
        taken.Add(slug);
        return slug;
    }

    private ImmutableArray<Session> Sessions(ProgrammeDocument document, Dictionary<string, int> minutes)
    {
        var byUid = former.Sessions.ToDictionary(session => session.Uid);
        var bySlug = former.Sessions.ToDictionary(session => session.Slug);
        var known = source.Sessions.Where(session => session.Uid is { } uid && byUid.ContainsKey(uid)).ToDictionary(session => session.Slug, session => byUid[session.Uid!.Value]);
        // What its identifier has found keeps its slug, whatever others are called by now.
        var taken = known.Values.Select(session => session.Slug).ToHashSet();
        var rooms = document.Rooms.ToLookup(room => room.Name, room => room.Slug);
        var topics = document.Topics.ToLookup(topic => topic.Name, topic => topic.Slug);
        var people = document.People.ToLookup(person => person.Name, person => person.Slug);
        return [.. source.Sessions.Select(SessionOf)];

        Session SessionOf(ImportedSession session)
        {
            var stored = known.GetValueOrDefault(session.Slug) ?? (taken.Contains(session.Slug) ? null : bySlug.GetValueOrDefault(session.Slug));
            var slug = stored?.Slug ?? Slug.Unique(session.Slug, ProgrammeRules.SlugMaxLength, taken.Contains);
            taken.Add(slug);
            stored ??= new Session { Slug = slug, Uid = session.Uid ?? Guid.NewGuid(), Title = session.Title, DurationMinutes = 1 };
            var (local, isLater) = Place(session, stored);
            return stored with
            {
                Title = session.Title,
                Subtitle = session.Subtitle ?? stored.Subtitle,
                Abstract = session.Abstract ?? stored.Abstract,
                Kind = session.Kind,
                Topic = session.Topic is { } topic ? topics[topic].First() : stored.Topic,
                StartsAt = local,
                IsLater = isLater,
                DurationMinutes = minutes[session.Slug],
                Room = session.Room is { } room ? rooms[room].First() : null,
                People = [.. session.People.Select(participant => people[participant.Name].FirstOrDefault() is { } person
                    ? new Participant(person, null, participant.Role)
                    : new Participant(null, participant.Name, participant.Role))],
                Links = session.Links ?? stored.Links,
                SlidesUrl = session.SlidesUrl ?? stored.SlidesUrl,
                RecordingUrl = session.RecordingUrl ?? stored.RecordingUrl,
                Language = session.Language ?? stored.Language,
                Status = session.Status ?? stored.Status,
            };
        }
    }

    private (LocalDateTime Local, bool IsLater) Place(ImportedSession session, Session stored)
    {
        if (session.At is not { } at)
        {
            return (session.StartsAt, stored.IsLater && stored.StartsAt == session.StartsAt);
        }

        var local = at.InZone(zone).LocalDateTime;
        var both = zone.MapLocal(local);
        return (local, both.Count == 2 && both.Last().ToInstant() == at);
    }
}
