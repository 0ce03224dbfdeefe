using Microsoft.AspNetCore.Identity;
using Workshop.Data.Accounts;
using Workshop.Web.Publishing;

namespace Workshop.Web.Accounts;

/// <summary>Refuses a password that is too long or easy to guess, wherever one is set. Identity itself checks the least length.</summary>
internal sealed class PasswordCheck(PublishedSiteStore site) : IPasswordValidator<Organizer>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Organizer> manager, Organizer user, string? password)
    {
        if (password is { Length: > PasswordRules.MaxLength })
        {
            return Refuse("PasswordTooLong", $"Passwords have at most {PasswordRules.MaxLength} characters.");
        }

        string?[] known = [user.Email, user.Name, site.Current.Current?.Name, "workshop", "organizer", "administrator"];
        return password is not null && GuessablePassword.Is(password, known.OfType<string>())
            ? Refuse("PasswordGuessable", "This password is easy to guess. Take a longer one, such as four or more words that have nothing to do with each other.")
            : Task.FromResult(IdentityResult.Success);
    }

    private static Task<IdentityResult> Refuse(string code, string description) =>
        Task.FromResult(IdentityResult.Failed(new IdentityError { Code = code, Description = description }));
}
