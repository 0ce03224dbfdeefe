using NodaTime;
using NodaTime.Text;

namespace Workshop.Web.Transfer;

/// <summary>Local times to the minute as people write them in files and tables: <c>2024-12-14 08:15</c>.</summary>
internal static class LocalTimeText
{
    public static readonly LocalDateTimePattern Written = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    private static readonly LocalDateTimePattern[] Readable =
        [Written, .. new[] { "uuuu-MM-dd'T'HH:mm", "uuuu-MM-dd HH:mm':00'", "uuuu-MM-dd'T'HH:mm':00'" }.Select(LocalDateTimePattern.CreateWithInvariantCulture)];

    /// <returns>Null where it is none.</returns>
    public static LocalDateTime? Parse(string text) =>
        Readable.Select(pattern => pattern.Parse(text)).FirstOrDefault(parsed => parsed.Success)?.Value;
}
