namespace Workshop.Web.Transfer.Sources;

/// <param name="Path">Relative, with forward slashes.</param>
/// <param name="Size">In bytes, unpacked.</param>
/// <param name="Content">Null unless the file is text by its name and within the limits.</param>
public sealed record SourceFile(string Path, long Size, byte[]? Content)
{
    /// <summary>For what is not text, which is read when it is needed, one file at a time.</summary>
    public Func<Stream> Open { get; init; } = () => Stream.Null;
}
