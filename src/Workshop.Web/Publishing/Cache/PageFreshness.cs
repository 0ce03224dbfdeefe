using NodaTime;
using Workshop.Web.Hosting;

namespace Workshop.Web.Publishing.Cache;

/// <summary>
/// What a page takes to be the current time, and until when it says the same. A page that speaks of what is on now is kept until
/// then, and made anew for whoever asks next.
/// </summary>
public sealed class PageFreshness(Instant now)
{
    public Instant Now { get; } = now;

    /// <summary>Null for a page that time does not change.</summary>
    public Instant? Until { get; private set; }

    /// <param name="at">In the future; null, and an earlier call's later time, change nothing.</param>
    public void ChangesAt(Instant? at)
    {
        if (at is { } sooner && (Until is not { } known || sooner < known))
        {
            Until = sooner;
        }
    }
}

internal static class PageFreshnessOfRequest
{
    /// <summary>The request's own: it does not move on while a page is drawn.</summary>
    public static PageFreshness Freshness(this HttpContext context)
    {
        var moment = context.Features.Get<PageFreshness>();
        if (moment is null)
        {
            moment = new PageFreshness(context.RequestServices.GetRequiredService<TimeProvider>().GetCurrentInstant());
            context.Features.Set(moment);
        }

        return moment;
    }
}
