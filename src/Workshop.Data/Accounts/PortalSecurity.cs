namespace Workshop.Data.Accounts;

/// <summary>What an administrator has decided for all accounts: a table of one row.</summary>
public sealed class PortalSecurity
{
    public const int OnlyId = 1;

    public int Id { get; init; } = OnlyId;

    /// <summary>Whoever has neither a passkey nor an authenticator app can do nothing but add one.</summary>
    public bool RequiresSecondFactor { get; set; }

    /// <summary>PostgreSQL's xmin: a write based on a stale row fails instead of overwriting.</summary>
    public uint Version { get; private set; }
}
