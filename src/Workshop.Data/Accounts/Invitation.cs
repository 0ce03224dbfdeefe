using NodaTime;

namespace Workshop.Data.Accounts;

/// <summary>
/// A link by which one person becomes an organizer: an invitation by an administrator, the link that <c>organizer add</c>
/// prints, or that for the first administrator. Works once, until it expires or is revoked.
/// </summary>
public sealed class Invitation
{
    public static readonly Duration Lifetime = Duration.FromDays(7);

    /// <summary>Short, because whoever can read the log can use the link.</summary>
    public static readonly Duration FirstAdministratorLifetime = Duration.FromMinutes(30);

    public int Id { get; private set; }

    /// <summary>SHA-256 of the secret in the link, which is shown once and kept nowhere.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>Null where whoever opens the link says who they are: the first administrator.</summary>
    public string? Email { get; init; }

    public string? Name { get; init; }

    public required OrganizerRole Role { get; init; }

    public required Instant CreatedAt { get; init; }

    public required Instant ExpiresAt { get; init; }

    /// <summary>Null where a command or the start of the portal made it.</summary>
    public int? InvitedById { get; init; }

    public Organizer? InvitedBy { get; init; }

    public Instant? AcceptedAt { get; set; }

    public Instant? RevokedAt { get; set; }

    /// <summary>PostgreSQL's xmin: of two who open the link at once, one is refused.</summary>
    public uint Version { get; private set; }

    /// <summary>Such a link is dead as soon as there is any organizer.</summary>
    public bool IsForFirstAdministrator => Email is null;

    public bool IsOpen(Instant now) => AcceptedAt is null && RevokedAt is null && now < ExpiresAt;
}
