using System.Globalization;
using NodaTime;
using Workshop.Data.Programme;
using Workshop.Web.Text;

namespace Workshop.Web.Transfer.Sources;

/// <summary>
/// The values of a map as a programme has them. What is wrong is said by line and key, in a <see cref="BrokenSourceException"/>.
/// </summary>
internal static class YamlValues
{
    public static T Named<T>(this YamlMap map, string key)
        where T : struct, Enum
    {
        var text = map.Optional(key, 40) ?? "";
        return FieldRules.Named<T>(text) ?? throw map.Bad(key, FieldRules.NoneOf<T>(text).InFileOf(text));
    }

    public static string? Markdown(this YamlMap map, string key) =>
        map.Find(key) is not (null or YamlScalar) ? throw map.Bad(key, "is a list, where one text was expected")
        : map.Text(key)?.Trim() is not { Length: > 0 } text ? null
        : FieldRules.Text(text, ProgrammeRules.TextMaxLength) is { } wrong ? throw map.Bad(key, wrong.InFile)
        : text;

    public static string? Url(this YamlMap map, string key) =>
        map.Optional(key, ProgrammeRules.UrlMaxLength) is not { } url ? null
        : FieldRules.Url(url) is { } wrong ? throw map.Bad(key, wrong.InFileOf(url))
        : url;

    public static LocalDateTime? Time(this YamlMap map, string key)
    {
        if (map.Optional(key, 40) is not { } text)
        {
            return null;
        }

        return LocalTimeText.Parse(text) ?? throw map.Bad(key, LocalTimeText.Objection.InFileOf(text));
    }

    public static int? Number(this YamlMap map, string key, int most, string what)
    {
        if (map.Optional(key, 40) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most
            ? number
            : throw map.Bad(key, $"is not a number of {what} from 1 to {most}: '{text}'");
    }

    public static string Required(this YamlMap map, string key, int maxLength) =>
        map.Optional(key, maxLength) ?? throw map.Bad(key, "is missing");

    public static string? Optional(this YamlMap map, string key, int maxLength)
    {
        if (map.Find(key) is not (null or YamlScalar))
        {
            throw map.Bad(key, "is a list, where one value was expected");
        }

        var text = map.Text(key) is { } raw && PlainText.Of(raw) is { Length: > 0 } plain ? plain : null;
        return text?.Length > maxLength ? throw map.Bad(key, $"is longer than {maxLength} characters") : text;
    }

    public static IEnumerable<YamlMap> MapsOf(this YamlMap keys, string key) => keys.Find(key) switch
    {
        null or YamlScalar { IsNull: true } => [],
        YamlList list => list.Items.Select(item =>
            item as YamlMap
                ?? throw new BrokenSourceException(item.Line, $"An entry of '{key}' is to have keys of its own, such as '- name: …'.")),
        var other => throw new BrokenSourceException(other.Line, $"'{key}' is to be a list."),
    };

    public static BrokenSourceException Bad(this YamlMap map, string key, string objection) =>
        new(map.Find(key)?.Line ?? map.Line, $"'{key}' {objection}.");

    /// <summary>Says of every key that is none of these that it was left out.</summary>
    /// <param name="of">What the map is: "a session".</param>
    public static void ReportUnknown(
        this YamlMap map, string file, string of, List<ImportFinding> findings, params IEnumerable<string> known) =>
        findings.AddRange(map.Entries.Where(entry => !known.Contains(entry.Key, StringComparer.OrdinalIgnoreCase)).Select(entry =>
            new ImportFinding(
                file,
                entry.Value.Line,
                FindingKind.Changed,
                $"'{PlainText.Shorten(PlainText.Of(entry.Key), 60)}' is not a key of {of} and was left out.")));
}
