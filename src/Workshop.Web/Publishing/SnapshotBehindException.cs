namespace Workshop.Web.Publishing;

/// <summary>
/// A draft's edition is not in the snapshot yet: nothing is loaded, or the edition is younger. Answered 503, as it passes by
/// itself.
/// </summary>
public sealed class SnapshotBehindException() : Exception("The site has not been read since this edition is there.");
