using NodaTime;

namespace Workshop.Data.Accounts;

/// <summary>A signed-in browser. The cookie only names it: deleting the row signs the browser out.</summary>
public sealed class SignInSession
{
    public const int AddressMaxLength = 45;
    public const int UserAgentMaxLength = 300;

    /// <summary>SHA-256 of the secret in the cookie, so that a stolen backup opens no session.</summary>
    public required byte[] KeyHash { get; init; }

    /// <summary>Names the session in the list of sessions, where its key must not be shown.</summary>
    public Guid Id { get; init; } = Guid.NewGuid();

    public required int OrganizerId { get; init; }

    /// <summary>The authentication ticket, encrypted.</summary>
    public required byte[] Ticket { get; set; }

    public required Instant CreatedAt { get; init; }

    public required Instant LastSeenAt { get; set; }

    /// <summary>Moves on while the session is used, but never beyond its absolute lifetime.</summary>
    public required Instant ExpiresAt { get; set; }

    /// <summary>IPv4 or IPv6, as text.</summary>
    public string? Address { get; init; }

    public string? UserAgent { get; init; }
}
