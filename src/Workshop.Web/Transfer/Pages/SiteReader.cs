using System.Collections.Immutable;
using Workshop.Web.Transfer.Schedule;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>Reads a source as a whole. Pure: no database, no disk, no network, no clock.</summary>
public static class SiteReader
{
    private static readonly HashSet<string> OwnFiles =
        [KnownFiles.Edition, KnownFiles.ScheduleYaml, KnownFiles.ScheduleXml, KnownFiles.Config, .. KnownFiles.Lists];

    /// <exception cref="ImportRefusedException">One of the files that are taken whole, or not at all, is wrong.</exception>
    public static ImportedSite Read(SourceTree tree)
    {
        var findings = new List<ImportFinding>(tree.Findings);
        var edition = Whole(tree, KnownFiles.Edition, () => EditionFile.Read(tree, findings));
        var programme = Whole(tree, KnownFiles.ScheduleYaml, () => ScheduleFile.Read(tree, findings));
        var exchanged = Whole(tree, KnownFiles.ScheduleXml, () => ScheduleXml.Read(tree, findings));
        if (programme is not null && exchanged is not null)
        {
            throw new ImportRefusedException(
                KnownFiles.ScheduleXml, $"There is a {KnownFiles.ScheduleYaml} too, and one of the two has to say what the programme is.");
        }

        var items = ItemFiles.Read(tree, findings);
        var config = SiteConfig.Read(tree, findings);
        var pages = new PageFinder(tree, config, findings).Find();
        var addresses = new SiteAddresses(tree, config, pages);
        var navigation = SiteNavigation.Read(tree, config, pages, addresses, findings);
        var reader = new PageReader(tree, config, addresses, navigation, resolvesLiquid: config.IsJekyll || edition is null, findings);
        var inOrder = pages.OrderBy(page => navigation[page].Order ?? double.PositiveInfinity);
        ImmutableArray<ImportedPage> read = [.. inOrder.Select(page => Read(reader, page, findings)).OfType<ImportedPage>()];
        var named = items.SelectMany(list => list.Rows).SelectMany(row => row.Cells).Select(cell => cell.File)
            .Concat(programme?.Sessions.Select(session => session.SlidesFile) ?? []).OfType<string>();
        var media = read
            .SelectMany(page => page.Media)
            .Select(reference => reference.File)
            .Concat(named)
            .Distinct()
            .ToImmutableDictionary(path => path, path => tree.Find(path)!);
        return new ImportedSite
        {
            Pages = read,
            Media = media,
            Defaults = new SiteDefaults(config.Title ?? exchanged?.Title, config.Description, config.TimeZone),
            Edition = edition,
            Programme = programme ?? exchanged,
            Items = items,
            Assets = [.. AssetsOf(tree, pages, config, findings).Where(asset => !media.ContainsKey(asset.Path))],
            Findings = [.. findings.OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line)],
        };
    }

    private static ImportedPage? Read(PageReader reader, SourcePage page, List<ImportFinding> findings)
    {
        try
        {
            return reader.Read(page);
        }
        catch (BrokenSourceException failure)
        {
            findings.Add(new ImportFinding(page.File, failure.Line, FindingKind.Error, failure.Message));
            return null;
        }
    }

    private static T? Whole<T>(SourceTree tree, string file, Func<T?> read)
        where T : class
    {
        if (tree.Find(file) is { Content: null })
        {
            throw new ImportRefusedException(file, "The file cannot be read or is too large.");
        }

        try
        {
            return read();
        }
        catch (BrokenSourceException failure)
        {
            throw new ImportRefusedException([new ImportFinding(file, failure.Line, FindingKind.Error, failure.Message)]);
        }
    }

    // Pictures and documents that nothing refers to, slides, HTML that is not a page, and data; not the parts of the generator's
    // own machinery, nor what was reported already.
    private static IEnumerable<ImportedAsset> AssetsOf(
        SourceTree tree, List<SourcePage> pages, SiteConfig config, List<ImportFinding> findings)
    {
        var taken = pages.Select(page => page.File).ToHashSet();
        var reported = findings.Select(finding => finding.File).ToHashSet();
        return tree.Files
            .Where(file => (file.Content is null || !reported.Contains(file.Path))
                && (!file.Path.StartsWith('_') || file.Path.StartsWith("_data/", StringComparison.Ordinal))
                && !taken.Contains(file.Path)
                && !OwnFiles.Contains(file.Path)
                && !config.IsExcluded(file.Path))
            .Select(file => new ImportedAsset(file.Path, file.Size));
    }
}
