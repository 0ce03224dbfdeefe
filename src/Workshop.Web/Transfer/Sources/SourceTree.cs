using System.Collections.Immutable;
using Workshop.Data.Media;

namespace Workshop.Web.Transfer.Sources;

/// <summary>
/// The files of an import: texts read into memory once, the others known by name. Nothing is unpacked to disk and no link is
/// followed.
/// </summary>
public sealed class SourceTree
{
    private static readonly HashSet<string> IgnoredFolders =
        new(StringComparer.OrdinalIgnoreCase) { "node_modules", "_site", "vendor", "__MACOSX" };

    private static readonly HashSet<string> TextExtensions =
        new(StringComparer.OrdinalIgnoreCase) { ".md", ".markdown", ".mkd", ".mkdown", ".html", ".htm", ".yml", ".yaml" };

    private static readonly HashSet<string> Data = [KnownFiles.ScheduleXml, .. KnownFiles.Lists];

    private readonly Dictionary<string, SourceFile> _byPath;

    public SourceTree(IEnumerable<SourceFile> files, IEnumerable<ImportFinding> findings)
    {
        Files = [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
        Findings = [.. findings];
        _byPath = Files.ToDictionary(file => file.Path, StringComparer.Ordinal);
    }

    /// <summary>Ordered by path.</summary>
    public ImmutableArray<SourceFile> Files { get; }

    public ImmutableArray<ImportFinding> Findings { get; }

    /// <param name="path">A folder, a zip, one Markdown or HTML file, or a <c>schedule.xml</c>.</param>
    /// <exception cref="ImportRefusedException">There is nothing there, or nothing that may be read.</exception>
    public static SourceTree Open(string path, SourceLimits? limits = null)
    {
        limits ??= SourceLimits.Default;
        try
        {
            if (Directory.Exists(path))
            {
                return FolderSource.Read(new DirectoryInfo(path), limits);
            }

            if (!File.Exists(path))
            {
                throw new ImportRefusedException(path, "There is no such file or folder.");
            }

            // To open a pipe would be to wait for whoever writes to it.
            if (new FileInfo(path).Length == 0)
            {
                throw new ImportRefusedException(path, "The file is empty, or a pipe or a device.");
            }

            return ZipSource.IsZip(path) ? ZipSource.Read(path, limits) : FolderSource.ReadOne(new FileInfo(path), limits);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ImportRefusedException(path, failure.Message);
        }
    }

    public SourceFile? Find(string path) => _byPath.GetValueOrDefault(path);

    /// <param name="path">As a file at the top of the source names it: relative or from the root, and percent-encoded or not.</param>
    public SourceFile? FindNamed(string path)
    {
        var plain = (path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path).TrimStart('/');
        return Find(plain) ?? Find(Uri.UnescapeDataString(plain));
    }

    /// <summary>Whether an address can be that of a file of the source, as opposed to one elsewhere or of the media library.</summary>
    internal static bool IsPath(string address) =>
        address.Length > 0 && !address.Contains(':', StringComparison.Ordinal) && !address.StartsWith("//", StringComparison.Ordinal)
        && !address.StartsWith(MediaAddress.Prefix, StringComparison.Ordinal);

    internal static bool IsText(string path) => TextExtensions.Contains(Path.GetExtension(path)) || IsData(path);

    /// <summary>Read as the portal's own, and no page: a programme or a table beside the pages, or in the one folder of a zip.</summary>
    internal static bool IsData(string path) => Data.Contains(Path.GetFileName(path));

    /// <summary>Version control, tools and what a generator wrote: no part of the site that its authors keep.</summary>
    internal static bool IsIgnored(string segment) => segment.StartsWith('.') || IgnoredFolders.Contains(segment);

    internal static ImportFinding TooLarge(string path, SourceLimits limits) =>
        new(path, 0, FindingKind.Error, $"The file is larger than {limits.TextBytes / 1_000_000} MB and was left out.");
}
