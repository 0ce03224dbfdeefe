using Workshop.Web.Hosting;

namespace Workshop.Web.Accounts;

/// <summary>The administrator whom the settings name, for a portal that nobody sits at when it starts for the first time.</summary>
internal sealed record AdministratorSetting(string Email, string Password)
{
    public const string EmailName = "Workshop__Administrator__Email";
    public const string PasswordName = "Workshop__Administrator__Password";

    // A record would print the password.
    public override string ToString() => Email;

    /// <summary>Null where neither is set.</summary>
    /// <exception cref="SettingException">One is missing or cannot be used; the message names it.</exception>
    public static AdministratorSetting? Of(IConfiguration configuration)
    {
        // Of a secret's file the framework takes the end of the line off, but not one that was written on Windows.
        var (email, password) = (
            configuration["Workshop:Administrator:Email"]?.Trim(),
            configuration["Workshop:Administrator:Password"]?.TrimEnd('\r', '\n'));
        return (string.IsNullOrEmpty(email), string.IsNullOrEmpty(password)) switch
        {
            (true, true) => null,
            (false, true) => throw new SettingException(
                $"{EmailName} is set, but {PasswordName} is not. Set both or neither; there is no default password."),
            (true, false) => throw new SettingException($"{PasswordName} is set, but {EmailName} is not. Set both or neither."),
            _ when !PersonRules.IsEmail(email!) => throw new SettingException($"{EmailName} is '{email}', but must be an email address."),
            _ when password!.Length is < PasswordRules.MinLength or > PasswordRules.MaxLength =>
                throw new SettingException($"{PasswordName} must have {PasswordRules.MinLength} to {PasswordRules.MaxLength} characters."),
            _ when PasswordCheck.IsGuessable(password, email, PersonRules.NameFrom(email!)) =>
                throw new SettingException($"{PasswordName} cannot be used: {PasswordCheck.GuessableMessage}"),
            _ => new AdministratorSetting(email!, password!),
        };
    }
}
