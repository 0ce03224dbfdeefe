using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Text;

namespace Workshop.Web.Programme.Lists;

/// <summary>The kinds of fields that items have.</summary>
internal static class FieldsOf<T>
    where T : IProgrammeItem
{
    public static ItemField Line(string name, string label, Func<T, string?> text, Func<T, string?, T> with) =>
        Of(name, label, (item, _) => text(item), (item, value, _) => (with(item, value), null));

    public static ItemField Markdown(string name, string label, Func<T, string?> text, Func<T, string?, T> with) =>
        Line(name, label, text, with) with { Shape = FieldShape.Text, MaxLength = ProgrammeRules.TextMaxLength, Hint = "Markdown." };

    public static ItemField Url(string name, string label, Func<T, string?> text, Func<T, string?, T> with) =>
        Of(name, label, (item, _) => text(item), (item, value, _) => value is null || ProgrammeRules.IsUrl(value)
            ? (with(item, value), null)
            : (item, "is no address such as https://example.org/ or /media/…")) with
        { Shape = FieldShape.Url, MaxLength = ProgrammeRules.UrlMaxLength };

    /// <summary>One link a line: title, bar, address.</summary>
    public static ItemField Links(Func<T, ImmutableArray<Link>> text, Func<T, ImmutableArray<Link>, T> with) =>
        Of("links", "Links", (item, _) => string.Join('\n', text(item).Select(link => $"{link.Title} | {link.Url}")), (item, value, _) =>
        {
            ImmutableArray<Link> links = [.. Entries(value, '\n').Select(LinkOf)];
            return links.FirstOrDefault(link => !ProgrammeRules.IsUrl(link.Url) || link.Title.Length > ProgrammeRules.NameMaxLength) is { } wrong
                ? (item, $"has no address such as https://example.org/ in “{PlainText.Shorten(wrong.Url, 80)}”")
                : (with(item, links), null);
        }) with
        { Shape = FieldShape.Lines, MaxLength = ProgrammeRules.TextMaxLength, Hint = "One a line, such as: Home page | https://example.org/" };

    public static ItemField Time(string name, string label, Func<T, ItemContext, LocalDateTime?> text, Func<T, LocalDateTime?, ItemContext, T> with) =>
        Of(name, label, (item, context) => text(item, context) is { } time ? LocalTimeText.Written.Format(time) : null, (item, value, context) =>
        {
            var parsed = value is null ? null : LocalTimeText.Parse(value);
            if (value is not null && parsed is null)
            {
                return (item, LocalTimeText.Objection);
            }

            // A moment that has seconds keeps them while nobody gives it another minute.
            var isSame = parsed is { } given && text(item, context) is { } same && LocalTimeText.Written.Format(same) == LocalTimeText.Written.Format(given);
            return (isSame ? item : with(item, parsed, context), null);
        }) with
        { Shape = FieldShape.Time };

    public static ItemField Check(string name, string label, Func<T, bool> text, Func<T, bool, T> with) =>
        Of(name, label, (item, _) => text(item) ? "yes" : null, (item, value, _) => value?.ToLowerInvariant() switch
        {
            "yes" or "true" or "on" or "1" => (with(item, true), null),
            null or "no" or "false" or "off" or "0" => (with(item, false), null),
            _ => (item, "is neither yes nor no"),
        }) with
        { Shape = FieldShape.Check };

    public static ItemField Number(string name, string label, int max, Func<T, int?> text, Func<T, int?, T> with) =>
        Of(name, label, (item, _) => text(item)?.ToString(CultureInfo.InvariantCulture), (item, value, _) =>
            value is null ? (with(item, null), null)
            : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= max ? (with(item, number), null)
            : (item, $"is no number from 1 to {max}"));

    public static ItemField Of(string name, string label, Func<T, ItemContext, string?> text, Func<T, string?, ItemContext, (T Item, string? Objection)> take) => new(
        name,
        label,
        (item, context) => text((T)item, context) ?? "",
        (item, value, context) => take((T)item, value.Length == 0 ? null : value, context));

    public static IEnumerable<string> Entries(string? text, char separator) =>
        (text ?? "").Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static Link LinkOf(string line)
    {
        var bar = line.LastIndexOf('|');
        var url = line[(bar + 1)..].Trim();
        var title = bar < 0 ? "" : line[..bar].Trim();
        return new Link(title.Length > 0 ? title : url.Contains("openreview.net", StringComparison.OrdinalIgnoreCase) ? "OpenReview" : Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Host.Length > 0 ? address.Host : url, url);
    }
}
