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

/// <summary>The actions that are recorded, in the form <c>noun.verb</c>.</summary>
public static class AuditAction
{
    public const string SignedIn = "session.started";
    public const string SignInFailed = "session.refused";
    public const string SignedOut = "session.ended";
    public const string LockedOut = "organizer.locked-out";
    public const string SessionEnded = "session.ended-from-another";
    public const string ProofRefused = "proof.refused";
    public const string NameChanged = "organizer.renamed";
    public const string PasswordChanged = "password.changed";
    public const string LoginLinked = "login.linked";
    public const string LoginUnlinked = "login.unlinked";
    public const string SecondFactorAdded = "second-factor.added";
    public const string SecondFactorRemoved = "second-factor.removed";
    public const string RecoveryCodesMade = "recovery-codes.made";
    public const string PasskeyAdded = "passkey.added";
    public const string PasskeyRenamed = "passkey.renamed";
    public const string PasskeyRemoved = "passkey.removed";
    public const string Invited = "invitation.made";
    public const string InvitationRevoked = "invitation.revoked";
    public const string InvitationAccepted = "invitation.accepted";
    public const string OrganizerAdded = "organizer.added";
    public const string OrganizerRemoved = "organizer.removed";
    public const string Unlocked = "organizer.unlocked";
    public const string RoleChanged = "organizer.role-changed";
    public const string SettingsChanged = "settings.changed";
    public const string SecurityChanged = "security.changed";
    public const string PageSaved = "page.saved";
    public const string PagePublished = "page.published";
    public const string PageUnpublished = "page.unpublished";
    public const string PageScheduled = "page.scheduled";
    public const string PageUnscheduled = "page.unscheduled";
    public const string PageDiscarded = "page.discarded";
    public const string PageCreated = "page.created";
    public const string PageDuplicated = "page.duplicated";
    public const string PageMoved = "page.moved";
    public const string PageNavigation = "page.navigation";
    public const string PageTrashed = "page.trashed";
    public const string PageRestored = "page.restored";
    public const string PageDeleted = "page.deleted";
    public const string PageRenamed = "page.renamed";
    public const string LinksRewritten = "page.links-rewritten";
    public const string RevisionRestored = "revision.restored";
    public const string PreviewShared = "preview.shared";
    public const string PreviewRevoked = "preview.revoked";
    public const string MediaUploaded = "media.uploaded";
    public const string MediaDescribed = "media.described";
    public const string MediaReplaced = "media.replaced";
    public const string MediaDeleted = "media.deleted";
    public const string ProgrammeChanged = "programme.changed";
    public const string NoticesChanged = "notices.changed";
    public const string ProgrammeUndone = "programme.undone";
    public const string ProgrammeReleased = "programme.released";
    public const string ProgrammeRestored = "programme.restored";
    public const string EditionImported = "edition.imported";
    public const string AuditExported = "audit.exported";
}
