namespace Workshop.Web.Accounts;

/// <summary>Bounds of a password's length, in UTF-16 characters. There are no rules of composition (ASVS 5.0, 6.2.5).</summary>
internal static class PasswordRules
{
    public const int MinLength = 12;
    public const int MaxLength = 128;
}
