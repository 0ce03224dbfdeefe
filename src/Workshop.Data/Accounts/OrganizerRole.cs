namespace Workshop.Data.Accounts;

/// <summary>What an organizer may do. Each role may do all that the ones before it may.</summary>
public enum OrganizerRole
{
    /// <summary>Everything that readers see.</summary>
    Organizer,

    /// <summary>People and settings as well.</summary>
    Administrator,
}
