using System.Collections.Immutable;

namespace Workshop.Web.Rendering.Html;

/// <summary>What is known of a picture that a text shows: enough to leave room for it, and to load no more of it than is seen.</summary>
/// <param name="Width">In pixels, as are all of these.</param>
/// <param name="Sources">The picture in each of its widths, the smallest first.</param>
public sealed record ImageFacts(int Width, int Height, ImmutableArray<ImageSource> Sources);
