using System.Globalization;
using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.Web.Areas.Admin.Pages.ProgrammeList;

/// <summary>What the forms of a session are filled with, as it was typed. Each form sends its own fields only.</summary>
public sealed record MoveInput
{
    /// <summary>As <c>input type=datetime-local</c> sends it; empty takes it from the schedule.</summary>
    public string? At { get; set; }

    /// <summary>Of a time that comes twice: the second. Null before that was asked.</summary>
    public bool? IsLater { get; set; }

    /// <summary>A slug; empty for none.</summary>
    public string? Room { get; set; }

    public string? Minutes { get; set; }

    /// <summary>Slug of the session to change places with.</summary>
    public string? With { get; set; }

    /// <summary>By how many minutes to shift what comes after; negative for earlier.</summary>
    public string? By { get; set; }

    /// <summary>What to shift: <see cref="ThisRoom"/>, or else all rooms.</summary>
    public string? Scope { get; set; }

    public const string ThisRoom = "room";

    /// <summary>For a session as it is, with what was typed into the one form that was sent and refused.</summary>
    /// <param name="form">Null where none was.</param>
    /// <param name="first">The edition's first day, for a session without a place.</param>
    public MoveInput For(Session session, string? form, LocalDate? first)
    {
        var place = form is "place" or "drop" ? this : new MoveInput
        {
            At = (session.StartsAt ?? first?.At(EditorGrid.Morning)) is { } at ? TypedTime.Input.Format(at) : null,
            Room = session.Room,
            Minutes = session.DurationMinutes.ToString(CultureInfo.InvariantCulture),
        };
        return place with
        {
            With = form == "swap" ? With : null,
            By = form == "delay" ? By : ProgrammeModel.StepMinutes.ToString(CultureInfo.InvariantCulture),
            Scope = form == "delay" ? Scope : ThisRoom,
        };
    }

    /// <summary>
    /// When and where the session is to be; a time that is as it was stays the instant that it was, whatever clocks do then.
    /// </summary>
    /// <returns>What cannot be; null where all can.</returns>
    public MoveRefusal? ReadPlace(Session? session, DateTimeZone zone, out (LocalDateTime? StartsAt, bool IsLater, int Minutes) place)
    {
        place = default;
        if (Number(Minutes, 1, ProgrammeRules.MaxMinutes) is not { } minutes)
        {
            return new MoveRefusal(
                $"Minutes: a session lasts a whole number of them, from 1 to {ProgrammeRules.MaxMinutes}.", nameof(Minutes));
        }

        if (string.IsNullOrEmpty(At))
        {
            place = (null, false, minutes);
            return null;
        }

        if (IsLater is null && session?.StartsAt is { } was && TypedTime.Input.Format(was) == At)
        {
            place = (was, session.IsLater, minutes);
            return null;
        }

        var typed = TypedTime.Parse(At, IsLater, zone);
        if (typed.Value is not { } start)
        {
            return new MoveRefusal(typed.Error!, nameof(At), typed.IsAmbiguous);
        }

        place = (start.LocalDateTime, typed.IsAmbiguous && IsLater == true, minutes);
        return null;
    }

    /// <returns>What cannot be; null where it can.</returns>
    public MoveRefusal? ReadDelay(out int by)
    {
        var number = Number(By, -ProgrammeRules.MaxMinutes, ProgrammeRules.MaxMinutes);
        by = number ?? 0;
        return number is null ? new MoveRefusal(
            $"Shift by minutes: please give a whole number from −{ProgrammeRules.MaxMinutes} to {ProgrammeRules.MaxMinutes}.",
            nameof(By)) : null;
    }

    private static int? Number(string? text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most ? number : null;
}
