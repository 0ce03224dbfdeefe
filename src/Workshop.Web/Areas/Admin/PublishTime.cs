using NodaTime;
using NodaTime.Text;

namespace Workshop.Web.Areas.Admin;

/// <summary>When something is to go live, as it is typed: local to the edition, and so not always one instant.</summary>
/// <param name="Instant">Null with an error.</param>
/// <param name="Error">A sentence, where the time cannot be used.</param>
/// <param name="IsAmbiguous">It comes twice, as clocks are set back, and has to be asked about.</param>
public sealed record PublishTime(Instant? Instant, string? Error, bool IsAmbiguous)
{
    private static readonly LocalDateTimePattern Input = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");
    private static readonly LocalDateTimePattern Said = LocalDateTimePattern.CreateWithInvariantCulture("d MMM uuuu, HH:mm");

    /// <param name="text">As <c>input type=datetime-local</c> sends it.</param>
    /// <param name="isLater">Of a time that comes twice: whether the second is meant. Null before that was asked.</param>
    public static PublishTime Parse(string? text, bool? isLater, DateTimeZone zone, Instant now)
    {
        // Some browsers send seconds as well.
        if (Input.Parse(text is { Length: > 16 } ? text[..16] : text ?? "") is not { Success: true, Value: var local })
        {
            return Wrong("Please give a day and a time, such as 2024-12-14T08:15.");
        }

        var mapping = zone.MapLocal(local);
        if (mapping.Count == 0)
        {
            var (before, after) = (mapping.EarlyInterval.IsoLocalEnd.TimeOfDay, mapping.LateInterval.IsoLocalStart.TimeOfDay);
            return Wrong($"{Said.Format(local)} does not exist in {zone.Id}: clocks go forward from {before:HH:mm} to {after:HH:mm}. Please choose a time before or after.");
        }

        if (mapping.Count == 2 && isLater is null)
        {
            var (first, last) = (mapping.First(), mapping.Last());
            return new PublishTime(null, $"{Said.Format(local)} comes twice in {zone.Id}, as clocks are set back: at UTC{first.Offset} and at UTC{last.Offset}. Please choose which.", IsAmbiguous: true);
        }

        var chosen = isLater == true ? mapping.Last() : mapping.First();
        return chosen.ToInstant() <= now
            ? Wrong($"{Said.Format(local)} in {zone.Id} is past. To show it now, publish it.")
            : new PublishTime(chosen.ToInstant(), null, mapping.Count == 2);
    }

    private static PublishTime Wrong(string error) => new(null, error, IsAmbiguous: false);
}
