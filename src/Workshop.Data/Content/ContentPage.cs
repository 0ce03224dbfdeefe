using NodaTime;

namespace Workshop.Data.Content;

/// <summary>A page's address and place. Its text is in its revisions; the public sees the one that it points at.</summary>
public sealed class ContentPage
{
    public const string PermalinkIndex = "ix_content_pages_edition_id_permalink_key";

    public int Id { get; private set; }

    public int EditionId { get; init; }

    /// <summary>See <see cref="Content.Permalink.Value"/>.</summary>
    public string Permalink { get; private set; } = "";

    /// <summary>See <see cref="Content.Permalink.Key"/>; unique among the edition's pages that are not in the trash.</summary>
    public string PermalinkKey { get; private set; } = "";

    /// <summary>Ascending order among the edition's pages, in the navigation and between neighbouring topics.</summary>
    public int Position { get; set; }

    public bool InNavigation { get; set; }

    public required Instant CreatedAt { get; init; }

    public int? LatestRevisionId { get; private set; }

    public PageRevision? LatestRevision { get; internal set; }

    public int? PublishedRevisionId { get; private set; }

    public PageRevision? PublishedRevision { get; internal set; }

    /// <summary>
    /// Whether the public sees what the latest revision says, be it by that revision or an earlier one. With both loaded.
    /// </summary>
    public bool IsLatestPublic => PublishedRevision is { } live && live.Content == LatestRevision?.Content;

    /// <summary>When the pointer to the published revision was last moved.</summary>
    public Instant? PublishedAt { get; internal set; }

    public int? ScheduledRevisionId { get; private set; }

    /// <summary>The revision that becomes public at <see cref="PublishAt"/>.</summary>
    public PageRevision? ScheduledRevision { get; internal set; }

    /// <summary>Set together with <see cref="ScheduledRevision"/>; by the database's clock.</summary>
    public Instant? PublishAt { get; internal set; }

    /// <summary>Since when it is in the trash: it is not public, its address is free, and it can be taken back.</summary>
    public Instant? TrashedAt { get; internal set; }

    /// <summary>PostgreSQL's xmin: a write based on a stale row fails instead of overwriting.</summary>
    public uint Version { get; private set; }

    internal void MoveTo(Permalink permalink)
    {
        Permalink = permalink.Value;
        PermalinkKey = permalink.Key;
    }
}
