namespace Workshop.Web.Transfer;

/// <param name="Size">In bytes.</param>
public sealed record ImportedAsset(string Path, long Size);
