using Workshop.Data.Media;
using Workshop.Web.Rendering.Html;

namespace Workshop.Web.Publishing;

/// <summary>One file of the media library as readers get it.</summary>
public sealed class PublishedMediaFile
{
    private readonly MediaRow _row;
    private readonly IReadOnlyList<RenditionRow> _renditions;

    internal PublishedMediaFile(MediaRow row, IReadOnlyList<RenditionRow> renditions)
    {
        (_row, _renditions) = (row, renditions);
        Image = row is { Width: { } width, Height: { } height }
            ? new ImageFacts(
                width, height, [.. renditions.Select(
                    rendition => new ImageSource(AddressOf(rendition.Hash), rendition.Width)), new ImageSource(AddressOf(row.Hash), width)])
            : null;
    }

    public string Name => _row.Name;

    public string ContentType => _row.ContentType;

    /// <summary>Null for what is not a picture.</summary>
    public ImageFacts? Image { get; }

    internal IEnumerable<string> Hashes => _renditions.Select(rendition => rendition.Hash).Prepend(_row.Hash);

    /// <param name="hash">One of <see cref="Hashes"/>.</param>
    internal string AddressOf(string hash) => MediaAddress.Of(hash, _row.Name);

    internal bool IsMadeOf(MediaRow row, IReadOnlyList<RenditionRow> renditions) => _row == row && _renditions.SequenceEqual(renditions);
}
