namespace Workshop.Web.Transfer.Into;

public sealed record ImportOptions
{
    /// <summary>
    /// The edition to fill; created where there is none of that name. Null leaves the choice to the source and the portal.
    /// </summary>
    public string? EditionSlug { get; init; }

    /// <summary>Whether pages become public at once. Without it they are drafts, and what is public stays as it is.</summary>
    public bool Publish { get; init; }

    /// <summary>Does everything and takes it back, so that the report says exactly what would happen.</summary>
    public bool DryRun { get; init; }

    /// <summary>Fills the sample edition that comes with the portal, which gives way to the first real one.</summary>
    public bool AsSample { get; init; }

    /// <summary>Who is named in the revisions.</summary>
    public string Author { get; init; } = "import";
}
