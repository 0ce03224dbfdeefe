using NodaTime;

namespace Workshop.Data.Content;

/// <summary>One state of a page's content. Immutable: a trigger refuses every UPDATE.</summary>
public sealed class PageRevision
{
    public const int NoteMaxLength = 300;

    public int Id { get; private set; }

    public int PageId { get; init; }

    /// <summary>Counts from 1 within its page.</summary>
    public required int Number { get; init; }

    public required string Title { get; init; }

    public string? NavigationLabel { get; init; }

    public string? Description { get; init; }

    public required PageLayout Layout { get; init; }

    public required string Markdown { get; init; }

    /// <summary>Who wrote it: an organizer's name, or the command that did.</summary>
    public required string Author { get; init; }

    /// <summary>The organizer's; null for a command. No reference: what was written outlives the account.</summary>
    public int? AuthorId { get; init; }

    /// <summary>The number of the revision that it was written from; null for a page's first, and for an import.</summary>
    public int? BasedOn { get; init; }

    /// <summary>Saved by the editor and not by the organizer. Several in a row are one entry of the history.</summary>
    public bool IsAutosave { get; init; }

    /// <summary>
    /// The open editor that sent it. Its next save follows this one, also where the answer to this one was lost on the way.
    /// </summary>
    public Guid? EditorId { get; init; }

    /// <summary>
    /// Counts the saves of one open editor, since they can overtake one another on the way; null for a form without a script.
    /// </summary>
    public int? SaveNumber { get; init; }

    /// <summary>
    /// As it was sent, after somebody else had saved: it clashed, or was merged into the next one. It is kept beside the page's
    /// own line of revisions.
    /// </summary>
    public bool IsSetAside { get; init; }

    /// <summary>What the organizer called this state. One with a note is never folded into another.</summary>
    public string? Note { get; init; }

    public required Instant CreatedAt { get; init; }

    public PageContent Content => new()
    {
        Title = Title,
        NavigationLabel = NavigationLabel,
        Description = Description,
        Layout = Layout,
        Markdown = Markdown,
    };
}
