namespace Workshop.Web.Transfer.Sources;

/// <summary>How much an import may take in. Far above any workshop site, far below what would harm the machine.</summary>
public sealed record SourceLimits
{
    public static readonly SourceLimits Default = new();

    /// <summary>Files and folders, ignored ones included.</summary>
    public int Entries { get; init; } = 20_000;

    /// <summary>Bytes of one text file. A larger one is reported and left out.</summary>
    public int TextBytes { get; init; } = 4_000_000;

    /// <summary>Bytes of all text files together.</summary>
    public long TotalTextBytes { get; init; } = 64_000_000;

    /// <summary>Bytes that a zip says it unpacks to. Pictures are counted although they are not unpacked.</summary>
    public long TotalBytes { get; init; } = 2_000_000_000;

    /// <summary>
    /// Bytes of all pictures and documents that are taken into the media library. What comes after is reported and left out.
    /// </summary>
    public long TotalMediaBytes { get; init; } = 1_000_000_000;

    /// <summary>Unpacked to packed size of one entry; honest text stays below 20.</summary>
    public int CompressionRatio { get; init; } = 200;

    /// <summary>Entries smaller than this may be compressed as well as they like.</summary>
    public int RatioAppliesFrom { get; init; } = 500_000;
}
