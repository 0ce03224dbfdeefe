using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace Workshop.Data.Accounts;

/// <summary>Somebody who signs in. The user name is the email address.</summary>
public sealed class Organizer : IdentityUser<int>
{
    public const int NameMaxLength = 120;
    public const int EmailMaxLength = 256;
    public const string EmailIndex = "ix_organizers_normalized_user_name";

    /// <summary>Shown to other organizers, and written into what this one changes.</summary>
    [ProtectedPersonalData]
    public required string Name { get; set; }

    public OrganizerRole Role { get; set; }

    public required Instant CreatedAt { get; init; }

    public Instant? LastSignInAt { get; set; }

    /// <summary>With the address as the user name. The address counts as confirmed: whoever administers has given it.</summary>
    public static Organizer Create(string email, string name, OrganizerRole role, Instant now) =>
        new() { UserName = email, Email = email, EmailConfirmed = true, Name = name, Role = role, CreatedAt = now };
}
