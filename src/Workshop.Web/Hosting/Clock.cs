using NodaTime;

namespace Workshop.Web.Hosting;

internal static class Clock
{
    /// <summary>Now, as NodaTime says it.</summary>
    public static Instant GetCurrentInstant(this TimeProvider clock) => Instant.FromDateTimeOffset(clock.GetUtcNow());
}
