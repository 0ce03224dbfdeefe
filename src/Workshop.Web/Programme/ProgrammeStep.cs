using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Text;

namespace Workshop.Web.Programme;

/// <summary>What an organizer does to the schedule, as a pure function of the document.</summary>
/// <param name="Summary">What was done, in one sentence; where the document is as it was, why.</param>
public sealed record ProgrammeStep(ProgrammeDocument Document, string Summary)
{
    /// <summary>Adds to what is there, whatever that is: who does it twice means both.</summary>
    public bool IsRelative { get; private init; }

    /// <summary>Begins so many minutes of elapsed time later; earlier, where they are negative.</summary>
    public static ProgrammeStep Shift(ProgrammeDocument document, string slug, int minutes, DateTimeZone zone)
    {
        var session = Find(document, slug);
        if (session.StartIn(zone) is not { } start)
        {
            return new ProgrammeStep(document, $"“{session.Title}” has no time that could be changed.");
        }

        var moved = At(session, start.PlusMinutes(minutes));
        return new ProgrammeStep(
            With(document, moved),
            $"“{session.Title}” begins at {SessionTimeText.Time(moved.StartIn(zone)!.Value)} now.")
        { IsRelative = true };
    }

    public static ProgrammeStep Lengthen(ProgrammeDocument document, string slug, int minutes)
    {
        var session = Find(document, slug);
        var length = session.DurationMinutes + minutes;
        return length is < 1 or > ProgrammeRules.MaxMinutes
            ? new ProgrammeStep(
                document,
                $"“{session.Title}” lasts {Length(session.DurationMinutes)}, and cannot be {Length(Math.Abs(minutes))} "
                + $"{(minutes < 0 ? "shorter" : "longer")}.")
            : new ProgrammeStep(
                With(document, session with { DurationMinutes = length }),
                $"“{session.Title}” lasts {Length(length)} now.")
            { IsRelative = true };
    }

    /// <param name="startsAt">Local; null takes it from the schedule.</param>
    /// <param name="isLater">Of a time that comes twice: the second.</param>
    /// <param name="room">A slug; null for none.</param>
    public static ProgrammeStep Place(
        ProgrammeDocument document, string slug, LocalDateTime? startsAt, bool isLater, string? room, int minutes, DateTimeZone zone)
    {
        var session = Find(document, slug);
        var placed = session with { StartsAt = startsAt, IsLater = isLater, Room = room, DurationMinutes = minutes };
        var where = document.Rooms.FirstOrDefault(known => known.Slug == room)?.Name;
        var when = placed.StartIn(zone) is { } at ? SessionTimeText.When(at, at.PlusMinutes(minutes)) : "without a time";
        return new ProgrammeStep(
            With(document, placed),
            $"“{session.Title}” is {when}{(where is null ? "" : $" in {where}")} {(placed == session ? "already" : "now")}.");
    }

    /// <summary>Each gets the other's beginning and room, and keeps its own length.</summary>
    public static ProgrammeStep Swap(ProgrammeDocument document, string slug, string otherSlug)
    {
        var (one, other) = (Find(document, slug), Find(document, otherSlug));
        if (slug == otherSlug || Instead(one, other) == one)
        {
            return new ProgrammeStep(document, slug == otherSlug
                ? $"“{one.Title}” cannot change places with itself."
                : $"“{one.Title}” and “{other.Title}” are at the same place, so nothing has changed.");
        }

        var swapped = With(document, Instead(one, other));
        return new ProgrammeStep(With(swapped, Instead(other, one)), $"“{one.Title}” and “{other.Title}” have changed places.");

        static Session Instead(Session session, Session of) =>
            session with { StartsAt = of.StartsAt, IsLater = of.IsLater, Room = of.Room };
    }

    /// <summary>Everything that begins later on the same local day begins so many minutes later still.</summary>
    /// <param name="inRoom">Only what is in the same room.</param>
    public static ProgrammeStep Delay(ProgrammeDocument document, string slug, int minutes, bool inRoom, DateTimeZone zone)
    {
        var session = Find(document, slug);
        if (session.StartIn(zone) is not { } start)
        {
            return new ProgrammeStep(document, $"“{session.Title}” has no time, so nothing comes after it.");
        }

        if (minutes == 0)
        {
            return new ProgrammeStep(document, "By 0 minutes nothing moves.");
        }

        var after = document.Sessions
            .Where(other => !inRoom || other.Room == session.Room)
            .Select(other => (Session: other, Start: other.StartIn(zone)))
            .Where(other => other.Start is { } begins && begins.Date == start.Date && begins.ToInstant() > start.ToInstant())
            .ToList();
        var moved = after.Aggregate(document, (former, other) => With(former, At(other.Session, other.Start!.Value.PlusMinutes(minutes))));
        var direction = minutes < 0 ? "earlier" : "later";
        return new ProgrammeStep(moved, after.Count == 0
            ? $"Nothing comes after “{session.Title}”{(inRoom ? " in its room" : "")} that day."
            : $"{(after.Count == 1 ? "1 session" : $"{after.Count} sessions")} after “{session.Title}” "
                + $"begin{(after.Count == 1 ? "s" : "")} {Math.Abs(minutes)} minutes {direction}.");
    }

    public static ProgrammeStep SetCancelled(ProgrammeDocument document, string slug, bool isCancelled)
    {
        var session = Find(document, slug);
        var status = isCancelled ? SessionStatus.Cancelled : SessionStatus.Confirmed;
        if (session.Status == status)
        {
            return new ProgrammeStep(
                document, isCancelled ? $"“{session.Title}” is cancelled already." : $"“{session.Title}” is not cancelled.");
        }

        return new ProgrammeStep(
            With(document, session with { Status = status }),
            isCancelled ? $"“{session.Title}” is cancelled; readers see it struck through." : $"“{session.Title}” takes place after all.");
    }

    public static ProgrammeStep Unplace(ProgrammeDocument document, string slug)
    {
        var session = Find(document, slug);
        var unplaced = session with { StartsAt = null, IsLater = false, Room = null };
        return new ProgrammeStep(
            With(document, unplaced), $"“{session.Title}” has no place in the schedule {(unplaced == session ? "already" : "now")}.");
    }

    /// <summary>A copy without a place, since where the first is there is no room for another.</summary>
    public static ProgrammeStep Duplicate(ProgrammeDocument document, string slug, Guid uid)
    {
        var session = Find(document, slug);
        const string Ending = " (copy)";
        var title = session.Title.Length + Ending.Length > ProgrammeRules.TitleMaxLength ? session.Title : session.Title + Ending;
        var copy = session with
        {
            Slug = FreeSlug(
            document, title),
            Uid = uid,
            Title = title,
            StartsAt = null,
            IsLater = false,
            Room = null,
            Status = SessionStatus.Confirmed,
        };
        return new ProgrammeStep(document with { Sessions = document.Sessions.Add(copy) }, $"“{title}” is a copy, without a place yet.");
    }

    public static ProgrammeStep Delete(ProgrammeDocument document, string slug)
    {
        var session = Find(document, slug);
        return new ProgrammeStep(
            document with
            {
                Sessions = document.Sessions.Remove(session),
                Papers = [.. document.Papers.Select(paper => paper.Session == slug ? paper with { Session = null } : paper)],
            },
            $"“{session.Title}” is deleted.");
    }

    /// <summary>Whether no session can have it: "new" is the address of the form for another.</summary>
    public static bool IsReserved(string slug) => slug == "new";

    /// <summary>A slug that no session has, made of a title.</summary>
    public static string FreeSlug(ProgrammeDocument document, string title) => Slug.Free(
        title,
        "session",
        candidate => IsReserved(candidate) || document.Sessions.Any(session => session.Slug == candidate));

    /// <summary>The session at a local time that names this very instant.</summary>
    /// <param name="start">In the edition's zone.</param>
    public static Session At(Session session, ZonedDateTime? start) => session with
    {
        StartsAt = start?.LocalDateTime,
        IsLater = start is { } at && at.Zone.MapLocal(at.LocalDateTime) is { Count: 2 } places && places.Last() == at,
    };

    private static string Length(int minutes) => TimeText.Length(Duration.FromMinutes(minutes));

    private static Session Find(ProgrammeDocument document, string slug) => document.Sessions.First(session => session.Slug == slug);

    private static ProgrammeDocument With(ProgrammeDocument document, Session changed) =>
        document with { Sessions = [.. document.Sessions.Select(session => session.Slug == changed.Slug ? changed : session)] };
}
