using Workshop.Web.Programme.Lists;

namespace Workshop.Web.Transfer.Sources;

/// <summary>Files beside the pages of a site that an import looks for by their names.</summary>
internal static class KnownFiles
{
    public const string Edition = "edition.yml";

    /// <summary>Jekyll's.</summary>
    public const string Config = "_config.yml";

    /// <summary>The programme in our own format, which says all.</summary>
    public const string ScheduleYaml = "schedule.yml";

    /// <summary>The programme in the field's exchange format.</summary>
    public const string ScheduleXml = "schedule.xml";

    /// <summary>Of all lists, in either format.</summary>
    public static IEnumerable<string> Lists => ItemKinds.All.SelectMany(Of);

    /// <summary>Of one list.</summary>
    public static string[] Of(ItemKind kind) => [$"{kind.Name}.yml", $"{kind.Name}.csv"];
}
