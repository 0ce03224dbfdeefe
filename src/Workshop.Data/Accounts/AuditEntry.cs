using NodaTime;

namespace Workshop.Data.Accounts;

/// <summary>
/// Who did what, when, to which object, from where. Append-only: a trigger refuses every UPDATE, DELETE and TRUNCATE. Names
/// are copied and not referred to, so that an entry outlives whom and what it is about.
/// </summary>
public sealed class AuditEntry
{
    public const int ActionMaxLength = 60;
    public const int TextMaxLength = 300;

    public long Id { get; private set; }

    public required Instant At { get; init; }

    /// <summary>Null for a command, the portal itself, or somebody who is not signed in.</summary>
    public int? OrganizerId { get; init; }

    /// <summary>Name and address of who did it, or the command that did.</summary>
    public required string Who { get; init; }

    /// <summary>One of <see cref="AuditAction"/>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to, in words: <c>organizer ada@example.org</c>, <c>edition 2024</c>.</summary>
    public string? Subject { get; init; }

    /// <summary>Of the subject, where it has revisions.</summary>
    public int? Revision { get; init; }

    /// <summary>What else there is to say; never a secret.</summary>
    public string? Detail { get; init; }

    /// <summary>IPv4 or IPv6, as text; null for a command.</summary>
    public string? Address { get; init; }
}
