namespace Workshop.Data.Content;

/// <summary>Where a revision comes from.</summary>
/// <param name="Author">See <see cref="PageRevision.Author"/>.</param>
public sealed record RevisionOrigin(string Author)
{
    /// <inheritdoc cref="PageRevision.AuthorId"/>
    public int? AuthorId { get; init; }

    /// <inheritdoc cref="PageRevision.Note"/>
    public string? Note { get; init; }

    /// <inheritdoc cref="PageRevision.IsAutosave"/>
    public bool IsAutosave { get; init; }

    /// <inheritdoc cref="PageRevision.EditorId"/>
    public Guid? EditorId { get; init; }

    /// <inheritdoc cref="PageRevision.SaveNumber"/>
    public int? SaveNumber { get; init; }

    /// <inheritdoc cref="PageRevision.BasedOn"/>
    public int? BasedOn { get; init; }
}
