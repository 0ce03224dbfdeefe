using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Workshop.Web.Programme;

/// <summary>
/// Writes iCalendar content lines (RFC 5545, section 3.1): UTF-8, CRLF, folded at 75 octets, the same bytes for the same calls.
/// </summary>
public sealed class ICalendar
{
    private const int LongestLine = 75;

    private static readonly LocalDateTimePattern Local = LocalDateTimePattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss");
    private static readonly InstantPattern Utc = InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'");
    private static readonly OffsetPattern HoursAndMinutes = OffsetPattern.CreateWithInvariantCulture("+HHmm");
    private static readonly OffsetPattern AndSeconds = OffsetPattern.CreateWithInvariantCulture("+HHmmss");

    private readonly StringBuilder _text = new();

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    public void Begin(string component) => Line("BEGIN:" + component);

    public void End(string component) => Line("END:" + component);

    /// <summary>A line whose value is not text: a URI, a number, a duration, a word of the standard.</summary>
    /// <param name="name">With its parameters, if any.</param>
    /// <param name="value">Written as it is, but for control characters, which no line can hold.</param>
    public void Raw(string name, string value) => Line($"{name}:{Cleaned(value).Replace("\n", "", StringComparison.Ordinal)}");

    /// <param name="value">Left out where it is null.</param>
    public void Text(string name, string? value)
    {
        if (value is not null)
        {
            Line($"{name}:{Escaped(value)}");
        }
    }

    /// <summary>Texts of one property, separated by commas; left out where there is none.</summary>
    public void Texts(string name, IEnumerable<string> values)
    {
        if (string.Join(',', values.Select(Escaped)) is { Length: > 0 } list)
        {
            Line($"{name}:{list}");
        }
    }

    public void Instant(string name, Instant value) => Line($"{name}:{Utc.Format(value)}");

    /// <summary>Local with its TZID.</summary>
    public void Time(string name, ZonedDateTime value) => Line($"{name};TZID={value.Zone.Id}:{Local.Format(value.LocalDateTime)}");

    /// <summary>
    /// The VTIMEZONE of a zone as far as it matters between two instants: each of its intervals there by itself, since a rule that
    /// goes on for ever would say more than is known.
    /// </summary>
    public void Zone(DateTimeZone zone, Instant from, Instant until)
    {
        Begin("VTIMEZONE");
        Text("TZID", zone.Id);
        foreach (var interval in zone.GetZoneIntervals(from, until))
        {
            var before = interval.HasStart ? zone.GetUtcOffset(interval.Start - Duration.Epsilon) : interval.WallOffset;
            var onset = interval.HasStart ? interval.Start.WithOffset(before).LocalDateTime : new LocalDateTime(1970, 1, 1, 0, 0);
            var component = interval.Savings == Offset.Zero ? "STANDARD" : "DAYLIGHT";
            Begin(component);
            Line($"DTSTART:{Local.Format(onset)}");
            Line($"TZOFFSETFROM:{OffsetText(before)}");
            Line($"TZOFFSETTO:{OffsetText(interval.WallOffset)}");
            Text("TZNAME", interval.Name);
            End(component);
        }

        End("VTIMEZONE");
    }

    private static string OffsetText(Offset offset) => (offset.Seconds % 60 == 0 ? HoursAndMinutes : AndSeconds).Format(offset);

    private static string Escaped(string text) =>
        Cleaned(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'))
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace(";", "\\;", StringComparison.Ordinal)
            .Replace(",", "\\,", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);

    // A line feed only where it is escaped afterwards; what is not a character becomes U+FFFD on the way to UTF-8.
    private static string Cleaned(string text) => text.Any(IsControl) ? string.Concat(text.Where(c => !IsControl(c))) : text;

    private static bool IsControl(char c) => char.IsControl(c) && c != '\n';

    private void Line(string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            // What a fold begins with, a space, counts too.
            if (octets + rune.Utf8SequenceLength > LongestLine)
            {
                _text.Append("\r\n ");
                octets = 1;
            }

            _text.Append(rune);
            octets += rune.Utf8SequenceLength;
        }

        _text.Append("\r\n");
    }
}
