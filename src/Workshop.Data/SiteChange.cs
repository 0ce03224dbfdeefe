using System.Globalization;
using NodaTime;

namespace Workshop.Data;

/// <summary>
/// What the database says when something has changed that the public may see, or that is to be published later. Triggers
/// say it, so no write can forget to; PostgreSQL delivers it on commit, once for each transaction (NOTIFY folds equal ones).
/// </summary>
public static class SiteChange
{
    /// <summary>For LISTEN.</summary>
    public const string Channel = "workshop_site";

    /// <param name="payload">Seconds since 1970, of the beginning of the transaction by the database's clock.</param>
    public static Instant? StartOf(string payload) =>
        decimal.TryParse(payload, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? Instant.FromUnixTimeTicks((long)(seconds * NodaConstants.TicksPerSecond))
            : null;
}
