namespace Workshop.Web.Media;

/// <summary>How much is taken in at once. Far above what a workshop's page shows, far below what would harm the machine.</summary>
public static class MediaLimits
{
    public const int ImageBytes = 20_000_000;

    public const int PdfBytes = 50_000_000;

    /// <summary>All files of one form together; they wait in the temporary folder, which can be memory.</summary>
    public const int FormBytes = 100_000_000;

    public const int FilesInForm = 20;

    /// <summary>
    /// Width times height, of all frames together, as the header says before anything is decoded; fewer where a pixel costs more.
    /// </summary>
    public const long Pixels = 50_000_000;

    public const int Frames = 300;
}
