using System.Collections.Immutable;
using Workshop.Data.Media;
using Workshop.Web.Rendering.Html;

namespace Workshop.Web.Publishing;

/// <summary>What is known of every file of the media library, by the hashes of its addresses; the bytes are elsewhere.</summary>
public sealed class PublishedMedia
{
    internal static readonly PublishedMedia None = new([], [], former: null);

    private readonly Dictionary<string, PublishedMediaFile> _byHash = [];

    /// <param name="renditions">The smallest first.</param>
    /// <param name="former">Files that are the same are carried over, so that to compare them is to compare references.</param>
    internal PublishedMedia(IReadOnlyCollection<MediaRow> files, IEnumerable<RenditionRow> renditions, PublishedMedia? former)
    {
        var byFile = renditions.ToLookup(rendition => rendition.FileId);
        Files = [.. files.Select(row => FileOf(row, [.. byFile[row.Id]], former))];
        foreach (var (file, hash) in Files.SelectMany(file => file.Hashes.Select(hash => (file, hash))))
        {
            _byHash.TryAdd(hash, file);
        }
    }

    public ImmutableArray<PublishedMediaFile> Files { get; }

    /// <param name="hash">Of the file as it is, or of one of its smaller widths.</param>
    public PublishedMediaFile? Find(string hash) => _byHash.GetValueOrDefault(hash);

    /// <summary>For <see cref="RenderOptions.ImageOf"/>.</summary>
    internal ImageFacts? ImageOf(string address) => MediaAddress.HashIn(address) is { } hash ? Find(hash)?.Image : null;

    /// <summary>The files that a text shows or links to, which what it is rendered to depends on.</summary>
    internal ImmutableArray<PublishedMediaFile> UsedIn(string? text) =>
        text is null || !text.Contains(MediaAddress.Prefix, StringComparison.Ordinal)
            ? []
            : [.. MediaAddress.HashesIn(text).Select(Find).OfType<PublishedMediaFile>()];

    private static PublishedMediaFile FileOf(MediaRow row, IReadOnlyList<RenditionRow> renditions, PublishedMedia? former) =>
        former?.Find(row.Hash) is { } same && same.IsMadeOf(row, renditions) ? same : new PublishedMediaFile(row, renditions);
}
