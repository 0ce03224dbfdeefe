using Microsoft.AspNetCore.Identity;
using Workshop.Data.Accounts;
using Workshop.Web.Publishing;

namespace Workshop.Web.Accounts;

/// <summary>Refuses a password that is too long or easy to guess, wherever one is set. Identity itself checks the least length.</summary>
internal sealed class PasswordCheck(PublishedSiteStore site) : IPasswordValidator<Organizer>
{
    public const string GuessableMessage =
        "This password is easy to guess. Take a longer one, such as four or more words that have nothing to do with each other.";

    public Task<IdentityResult> ValidateAsync(UserManager<Organizer> manager, Organizer user, string? password)
    {
        if (password is { Length: > PasswordRules.MaxLength })
        {
            return Refuse("PasswordTooLong", $"Passwords have at most {PasswordRules.MaxLength} characters.");
        }

        return password is not null && IsGuessable(password, user.Email, user.Name, site.Current.Current?.Name)
            ? Refuse("PasswordGuessable", GuessableMessage)
            : Task.FromResult(IdentityResult.Success);
    }

    /// <param name="own">What anybody knows of the account.</param>
    public static bool IsGuessable(string password, params string?[] own) =>
        GuessablePassword.Is(password, [.. own.OfType<string>(), "workshop", "organizer", "administrator"]);

    private static Task<IdentityResult> Refuse(string code, string description) =>
        Task.FromResult(IdentityResult.Failed(new IdentityError { Code = code, Description = description }));
}
