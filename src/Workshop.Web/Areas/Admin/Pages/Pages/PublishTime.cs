using NodaTime;
using Workshop.Web.Areas.Admin.Pages.ProgrammeList;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>When something is to go live, as it is typed.</summary>
/// <param name="Instant">Null with an error.</param>
/// <param name="Error">A sentence, where the time cannot be used.</param>
/// <param name="IsAmbiguous">See <see cref="TypedTime.IsAmbiguous"/>.</param>
public sealed record PublishTime(Instant? Instant, string? Error, bool IsAmbiguous)
{
    /// <inheritdoc cref="TypedTime.Parse"/>
    public static PublishTime Parse(string? text, bool? isLater, DateTimeZone zone, Instant now)
    {
        var typed = TypedTime.Parse(text, isLater, zone);
        return typed.Value is { } time && time.ToInstant() <= now
            ? new PublishTime(
                null, $"{TypedTime.Said.Format(time.LocalDateTime)} in {zone.Id} is past. To show it now, publish it.", IsAmbiguous: false)
            : new PublishTime(typed.Value?.ToInstant(), typed.Error, typed.IsAmbiguous);
    }
}
