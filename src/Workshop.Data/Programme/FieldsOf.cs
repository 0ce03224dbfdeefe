using System.Collections.Immutable;
using System.Globalization;
using NodaTime;

namespace Workshop.Data.Programme;

/// <summary>The kinds of fields, each with its text, its shape and its rules.</summary>
internal static class FieldsOf<T>
{
    public static Field<T> Line(string name, string label, Func<T, string?> get, Func<T, string?, T> with) =>
        new(name, label, (item, _) => get(item), (item, text, _) => new Taken<T>(with(item, text)));

    /// <summary>What the item is called by.</summary>
    public static Field<T> NameLine(string name, string label, Func<T, string> get, Func<T, string, T> with) =>
        Line(name, label, get, (item, text) => with(item, text!)) with
        {
            IsName = true,
            IsRequired = true,
            MaxLength = ProgrammeRules.TitleMaxLength,
        };

    public static Field<T> Markdown(string name, string label, Func<T, string?> get, Func<T, string?, T> with) =>
        Line(name, label, get, with) with { Shape = FieldShape.Text, MaxLength = ProgrammeRules.TextMaxLength, Hint = "Markdown." };

    public static Field<T> Url(string name, string label, Func<T, string?> get, Func<T, string?, T> with) =>
        Line(name, label, get, with, FieldRules.Url) with { Shape = FieldShape.Url, MaxLength = ProgrammeRules.UrlMaxLength };

    /// <summary>A line of which more is asked.</summary>
    /// <param name="objection">Null where nothing is wrong.</param>
    public static Field<T> Line(
        string name, string label, Func<T, string?> get, Func<T, string?, T> with, Func<string, Objection?> objection) =>
        Line(name, label, get, with) with { Rules = (item, _) => get(item) is { } text && objection(text) is { } wrong ? [wrong] : [] };

    /// <summary>One link a line: title, bar, address.</summary>
    public static Field<T> Links(Func<T, ImmutableArray<Link>> get, Func<T, ImmutableArray<Link>, T> with) =>
        new(
            "links",
            "Links",
            (item, _) => string.Join('\n', get(item).Select(link => $"{link.Title} | {link.Url}")),
            (item, text, _) => LinkLines.Read(text, out var links) is { } wrong ? new Taken<T>(item, wrong)
                : new Taken<T>(with(item, links)))
        {
            Shape = FieldShape.Lines,
            MaxLength = ProgrammeRules.TextMaxLength,
            Hint = "One a line, such as: Home page | https://example.org/",
            Rules = (item, _) => FieldRules.Links(get(item)),
            Words = (item, _) => string.Join('\n', get(item).Select(link => $"{link.Title}: {link.Url}")),
        };

    public static Field<T> Time(
        string name, string label, Func<T, FieldContext, LocalDateTime?> get, Func<T, LocalDateTime?, FieldContext, T> with) =>
        new(
            name,
            label,
            (item, context) => get(item, context) is { } time ? LocalTimeText.Written.Format(time) : null,
            (item, text, context) =>
            {
                var time = text is null ? null : LocalTimeText.Parse(text);
                if (text is not null && time is null)
                {
                    return new Taken<T>(item, LocalTimeText.Objection);
                }

                // A moment that has seconds keeps them while nobody gives it another minute.
                var isSame = time is { } given && get(item, context) is { } its
                    && LocalTimeText.Written.Format(its) == LocalTimeText.Written.Format(given);
                return new Taken<T>(isSame ? item : with(item, time, context));
            })
        {
            Shape = FieldShape.Time,
            Rules = (item, context) => get(item, context) is { } time && !ProgrammeRules.IsTime(time) ? [LocalTimeText.Objection] : [],
        };

    public static Field<T> Check(string name, string label, Func<T, bool> get, Func<T, bool, T> with) =>
        new(
            name,
            label,
            (item, _) => get(item) ? "yes" : null,
            (item, text, _) => text?.ToLowerInvariant() switch
            {
                "yes" or "true" or "on" or "1" => new Taken<T>(with(item, true)),
                null or "no" or "false" or "off" or "0" => new Taken<T>(with(item, false)),
                _ => new Taken<T>(item, new Objection("is neither yes nor no") { Quotes = true }),
            })
        { Shape = FieldShape.Check };

    /// <summary>A number from 1 to <paramref name="max"/>.</summary>
    public static Field<T> Number(string name, string label, int max, Objection objection, Func<T, int?> get, Func<T, int?, T> with) =>
        new(
            name,
            label,
            (item, _) => get(item)?.ToString(CultureInfo.InvariantCulture),
            (item, text, _) => text is null ? new Taken<T>(with(item, null))
                : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new Taken<T>(with(item, number))
                : new Taken<T>(item, objection))
        { Rules = (item, _) => get(item) is { } number && (number < 1 || number > max) ? [objection] : [] };

    /// <summary>One of the values of an enumeration, which files name in any case.</summary>
    public static Field<T> Choice<TValue>(
        string name, string label, Func<T, TValue> get, Func<T, TValue, T> with, Func<TValue, string> says)
        where TValue : struct, Enum =>
        new(
            name,
            label,
            (item, _) => get(item).ToString(),
            (item, text, _) => FieldRules.Named<TValue>(text) is { } value ? new Taken<T>(with(item, value))
                : new Taken<T>(item, FieldRules.NoneOf<TValue>(text)))
        { Shape = FieldShape.Choice, IsRequired = true, Choices = _ => FieldChoices.Of(says) };

    /// <summary>An item of another list, by its slug.</summary>
    /// <param name="one">What it is called there: "room".</param>
    public static Field<T> Reference(
        string name, string label, string one, Func<FieldContext, FieldChoices> choices, Func<T, string?> get, Func<T, string?, T> with) =>
        new(
            name,
            label,
            (item, _) => get(item),
            (item, text, context) => text is null ? new Taken<T>(with(item, null))
                : (choices(context).Find(text) ?? choices(context).Called(text)) is { } other ? new Taken<T>(with(item, other.Value))
                : new Taken<T>(item, FieldRules.NotThere(one, text)))
        {
            Shape = FieldShape.Choice,
            Choices = choices,
            Rules = (item, context) => get(item) is { } slug && choices(context).Find(slug) is null ? [FieldRules.NotThere(one, slug)] : [],
        };

    /// <summary>What forms and files have a way of their own for.</summary>
    public static Field<T> Structured(string name, string label, Func<T, FieldContext, string?> words) =>
        new(name, label, words, (item, _, _) => new Taken<T>(item)) { IsStructured = true, Words = words };

    public static IEnumerable<string> Entries(string? text, params char[] separators) =>
        (text ?? "").Split(separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
