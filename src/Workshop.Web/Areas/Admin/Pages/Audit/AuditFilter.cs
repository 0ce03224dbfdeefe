using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data.Accounts;
using Workshop.Data.Editions;

namespace Workshop.Web.Areas.Admin.Pages.AuditLog;

/// <summary>Which entries of the log somebody wants to see. What is empty, or cannot be understood, narrows nothing.</summary>
public sealed class AuditFilter
{
    /// <summary>Part of a name or an address.</summary>
    public string? Person { get; set; }

    public string? Action { get; set; }

    /// <summary>The first day, ISO 8601, in the zone in which times are shown.</summary>
    public string? From { get; set; }

    /// <summary>The last day, inclusive.</summary>
    public string? To { get; set; }

    /// <summary>Part of the subject, the detail or the address.</summary>
    public string? Text { get; set; }

    /// <summary>As part of an address.</summary>
    public QueryString Query => QueryString.Create(
        new[] { ("person", Person), ("action", Action), ("from", From), ("to", To), ("text", Text) }
            .Where(pair => !string.IsNullOrEmpty(pair.Item2))
            .Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)));

    public IQueryable<AuditEntry> Apply(IQueryable<AuditEntry> entries, DateTimeZone zone)
    {
        if (Pattern(Person) is { } person)
        {
            entries = entries.Where(entry => EF.Functions.ILike(entry.Who, person, "\\"));
        }

        if (!string.IsNullOrEmpty(Action))
        {
            var action = Known(Action);
            entries = entries.Where(entry => entry.Action == action);
        }

        if (EditionRules.Date(From) is { } from)
        {
            var start = zone.AtStartOfDay(from).ToInstant();
            entries = entries.Where(entry => entry.At >= start);
        }

        if (EditionRules.Date(To) is { } to)
        {
            var end = zone.AtStartOfDay(to.PlusDays(1)).ToInstant();
            entries = entries.Where(entry => entry.At < end);
        }

        return Pattern(Text) is { } text
            ? entries.Where(entry =>
                EF.Functions.ILike(entry.Subject!, text, "\\")
                    || EF.Functions.ILike(entry.Detail!, text, "\\")
                    || EF.Functions.ILike(entry.Address!, text, "\\"))
            : entries;
    }

    /// <summary>In words, for the log's own entry of an export.</summary>
    public string? InWords() => Query.HasValue ? Uri.UnescapeDataString(Query.Value![1..].Replace('&', ' ')) : null;

    // Any part of the text; what the reader typed means itself.
    private static string? Pattern(string? text) => string.IsNullOrWhiteSpace(text) ? null : $"%{Escaped(Known(text.Trim()))}%";

    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);

    // PostgreSQL has no NUL in a text, so none can be found.
    private static string Known(string text) => text.Replace('\0', '\uFFFD');
}
