using NodaTime;
using NodaTime.Text;
using Workshop.Data.Programme;

namespace Workshop.Web.Areas.Admin.Pages.ProgrammeList;

/// <summary>A day and a time as they are typed: local to the edition, and so not always one instant.</summary>
/// <param name="Value">Null with an error.</param>
/// <param name="Error">A sentence, where the time cannot be used.</param>
/// <param name="IsAmbiguous">It comes twice, as clocks are set back, and has to be asked about.</param>
public sealed record TypedTime(ZonedDateTime? Value, string? Error, bool IsAmbiguous)
{
    public static readonly LocalDateTimePattern Input = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");
    public static readonly LocalDateTimePattern Said = LocalDateTimePattern.CreateWithInvariantCulture("d MMM uuuu, HH:mm");

    /// <param name="text">As <c>input type=datetime-local</c> sends it.</param>
    /// <param name="isLater">Of a time that comes twice: whether the second is meant. Null before that was asked.</param>
    public static TypedTime Parse(string? text, bool? isLater, DateTimeZone zone)
    {
        // Some browsers send seconds as well.
        if (Input.Parse(text is { Length: > 16 } ? text[..16] : text ?? "") is not { Success: true, Value: var local })
        {
            return Wrong("Please give a day and a time, such as 2024-12-14T08:15.");
        }

        if (!ProgrammeRules.IsTime(local))
        {
            return Wrong($"Please give a year from {ProgrammeRules.FirstYear} to {ProgrammeRules.LastYear}.");
        }

        var mapping = zone.MapLocal(local);
        if (mapping.Count == 0)
        {
            var (before, after) = (mapping.EarlyInterval.IsoLocalEnd.TimeOfDay, mapping.LateInterval.IsoLocalStart.TimeOfDay);
            return Wrong(
                $"{Said.Format(local)} does not exist in {zone.Id}: clocks go forward from {before:HH:mm} to {after:HH:mm}. "
                + $"Please choose a time before or after.");
        }

        if (mapping.Count == 2 && isLater is null)
        {
            var (first, last) = (mapping.First(), mapping.Last());
            return new TypedTime(
                null,
                $"{Said.Format(local)} comes twice in {zone.Id}, as clocks are set back: at UTC{first.Offset} and at "
                + $"UTC{last.Offset}. Please choose which.",
                IsAmbiguous: true);
        }

        return new TypedTime(isLater == true ? mapping.Last() : mapping.First(), null, mapping.Count == 2);
    }

    private static TypedTime Wrong(string error) => new(null, error, IsAmbiguous: false);
}
