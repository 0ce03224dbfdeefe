namespace Workshop.Web.Transfer.Sources;

/// <summary>One file of the source cannot be read. It is reported and left out; the others go on.</summary>
internal sealed class BrokenSourceException(int line, string message) : Exception(message)
{
    /// <summary>One-based line in the file; 0 where no line of it is at fault.</summary>
    public int Line { get; } = line;
}
