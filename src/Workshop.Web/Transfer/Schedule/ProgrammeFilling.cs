using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Programme;
using Workshop.Web.Text;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Schedule;

/// <summary>
/// Makes a programme's rooms and sessions those of a source: what is missing there goes, and what the source does not say of a
/// session stays. A <c>schedule.xml</c> cannot say all: what it has no words for stays too, and so does whatever would be written
/// into it as it stands there.
/// </summary>
/// <param name="edition">Slug of the edition.</param>
/// <param name="zone">Of the edition.</param>
internal sealed class ProgrammeFilling(
    ProgrammeDocument former, ImportedProgramme source, string edition, DateTimeZone zone, List<ImportFinding> findings)
{
    private readonly DateTimeZone _written = source.TimeZone is { } named ? DateTimeZoneProviders.Tzdb[named] : zone;

    /// <param name="keepsRooms">Whether rooms stay that the source does not name, because another file does.</param>
    /// <exception cref="ImportRefusedException">A time does not exist, or a session ends before it begins.</exception>
    public ProgrammeDocument Fill(bool keepsRooms)
    {
        var minutes = ProgrammeTimes.Minutes(source.File, source.Sessions, _written);
        var people = new PeopleFilling(edition, former.People, source.People);
        var document = former with
        {
            Rooms = Rooms(keepsRooms),
            Topics = WithNames(former.Topics, source.Topics, (slug, name) => new Topic(slug, name), "topic"),
            People = people.All,
        };
        var sessions = InOrder(Sessions(document, people, minutes));
        var slugs = sessions.Select(session => session.Slug).ToHashSet();
        return document with
        {
            Sessions = sessions,
            Papers = [.. former.Papers.Select(
                paper => paper.Session is { } its && !slugs.Contains(its) ? paper with { Session = null } : paper)],
        };
    }

    private ImmutableArray<Room> Rooms(bool keepsRooms)
    {
        var all = WithNames(former.Rooms, source.Rooms.Select(room => room.Name), (slug, name) => new Room(slug, name), "room");
        if (source.IsExchanged)
        {
            var names = source.Rooms.Select(room => room.Name).ToHashSet();
            NoteKept(former.Rooms.Count(room => ScheduleConventions.Name(room.Name) is { } name && !names.Contains(name)), "rooms");
            return all;
        }

        var byName = all.ToLookup(room => ScheduleConventions.Name(room.Name));
        var named = source.Rooms
            .Select(room => byName[ScheduleConventions.Name(room.Name)].First())
            .Zip(source.Rooms, (
                room, given) => room with { Location = given.Location ?? room.Location, Capacity = given.Capacity ?? room.Capacity });
        return [.. named, .. keepsRooms ? former.Rooms.Where(room => source.Rooms.All(other => other.Name != room.Name)) : []];
    }

    private static ImmutableArray<T> WithNames<T>(
        ImmutableArray<T> items, IEnumerable<string> names, Func<string, string, T> make, string fallback)
        where T : IProgrammeItem
    {
        var known = items.Select(item => ScheduleConventions.Name(item.Label)).ToHashSet();
        var slugs = new SlugSet(items.Select(item => item.Slug));
        return [.. items, .. names
            .Where(name => known.Add(ScheduleConventions.Name(name)))
            .Select(name => make(slugs.AddFor(name, fallback), name))];
    }

    private List<Session> Sessions(ProgrammeDocument document, PeopleFilling people, Dictionary<string, int> minutes)
    {
        var byUid = former.Sessions.ToDictionary(session => session.Uid);
        var bySlug = former.Sessions.ToDictionary(session => session.Slug);
        var known = source.Sessions
            .Where(session => session.Uid is { } uid && byUid.ContainsKey(uid))
            .ToDictionary(session => session.Slug, session => byUid[session.Uid!.Value]);
        // What its identifier has found keeps its slug, whatever others are called by now.
        var taken = known.Values.Select(session => session.Slug).ToHashSet();
        var values = new ProgrammeValues(document, source.BaseUrl);
        return [.. source.Sessions.Select(SessionOf)];

        Session SessionOf(ImportedSession session)
        {
            // The same each time, so that an import again finds what the first has made.
            var asked = ProgrammeStep.IsReserved(session.Slug)
                ? Slug.Numbered(session.Slug, 2, ProgrammeRules.SlugMaxLength)
                : session.Slug;
            var stored = known.GetValueOrDefault(session.Slug) ?? (taken.Contains(asked) ? null : bySlug.GetValueOrDefault(asked));
            var slug = stored?.Slug
                ?? Slug.Unique(asked, ProgrammeRules.SlugMaxLength, slug => taken.Contains(slug) || bySlug.ContainsKey(slug));
            taken.Add(slug);
            stored ??= new Session
            {
                Slug = slug,
                Uid = session.Uid
                ?? Guid.NewGuid(),
                Title = "Untitled",
                Kind = SessionKind.Talk,
                DurationMinutes = 1,
            };
            var (local, isLater) = Place(session, stored);
            var placed = stored with
            {
                Kind = session.Kind ?? stored.Kind,
                Topic = values.Topic(session.Topic, stored.Topic),
                StartsAt = local,
                IsLater = isLater,
                DurationMinutes = minutes[session.Slug] is > 0 and var length ? length : stored.DurationMinutes,
                Room = values.Room(session.Room ?? "", stored.Room),
                People = session.People is { } given ? people.In(given, source.IsExchanged ? stored.People : []) : stored.People,
                Links = values.Links(session.Links, stored.Links),
            };
            return ImportedSession.TextFields.Aggregate(
                values.With(placed, SessionFields.Title, session.Title),
                (filled, field) => values.With(filled, field, session.Texts.GetValueOrDefault(field.Name)));
        }
    }

    private (LocalDateTime Local, bool IsLater) Place(ImportedSession session, Session stored)
    {
        if ((session.At ?? (_written == zone ? null : _written.AtLeniently(session.StartsAt).ToInstant())) is not { } at)
        {
            return (session.StartsAt, stored.IsLater && stored.StartsAt == session.StartsAt);
        }

        // Its local time may be one that clocks are put forward over, which has no moment of its own.
        if (stored.StartsAt is { } same && stored.StartIn(zone)?.ToInstant() == at)
        {
            return (same, stored.IsLater);
        }

        var local = at.InZone(zone).LocalDateTime;
        var both = zone.MapLocal(local);
        return (local, both.Count == 2 && both.Last().ToInstant() == at);
    }

    private ImmutableArray<Session> InOrder(List<Session> imported)
    {
        if (!source.IsExchanged)
        {
            return [.. imported];
        }

        var named = imported.ToDictionary(session => session.Slug);
        var kept = former.Sessions
            .Where(session => !named.ContainsKey(session.Slug) && (session.StartsAt is null || session.Status == SessionStatus.Cancelled))
            .Select(session => session.Slug)
            .ToHashSet();
        NoteKept(kept.Count, "sessions that are cancelled or have no time");
        var known = former.Sessions
            .Where(session => named.ContainsKey(session.Slug) || kept.Contains(session.Slug))
            .Select(session => named.GetValueOrDefault(session.Slug) ?? session)
            .ToList();
        var slugs = known.Select(session => session.Slug).ToHashSet();
        return [.. known, .. imported.Where(session => !slugs.Contains(session.Slug))];
    }

    private void NoteKept(int count, string what)
    {
        if (count > 0)
        {
            findings.Add(new ImportFinding(source.File, 0, FindingKind.Note, $"{count} {what} were kept, which the file does not name."));
        }
    }
}
