using NodaTime;
using NodaTime.Text;

namespace Workshop.Data.Programme;

/// <summary>Local times to the minute as people write them in files and tables: <c>2024-12-14 08:15</c>.</summary>
public static class LocalTimeText
{
    public static readonly LocalDateTimePattern Written = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    private static readonly LocalDateTimePattern[] Readable =
    [
        Written,
        .. new[] { "uuuu-MM-dd'T'HH:mm", "uuuu-MM-dd HH:mm':00'", "uuuu-MM-dd'T'HH:mm':00'" }
            .Select(LocalDateTimePattern.CreateWithInvariantCulture),
    ];

    /// <summary>To a text that cannot be read, or is of a year in which nothing can take place.</summary>
    public static readonly Objection Objection =
        new($"is not a local time such as 2024-09-09 23:59, of the years {ProgrammeRules.FirstYear} to {ProgrammeRules.LastYear}")
        {
            Quotes = true,
            InDocument = $"is not of the years {ProgrammeRules.FirstYear} to {ProgrammeRules.LastYear}",
        };

    /// <returns>Null where it is none, or of a year in which nothing can take place.</returns>
    public static LocalDateTime? Parse(string text) => OfAnyYear(text) is { } time && ProgrammeRules.IsTime(time) ? time : null;

    /// <returns>Null where it is none.</returns>
    public static LocalDateTime? OfAnyYear(string text) =>
        Readable.Select(pattern => pattern.Parse(text)).FirstOrDefault(parsed => parsed.Success)?.Value;
}
