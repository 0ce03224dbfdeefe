using System.CommandLine;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;
using Workshop.Web.Publishing;

namespace Workshop.Web.Commands;

/// <summary><c>workshop organizer add EMAIL</c>: a link for whoever has the address, or with a password the account at once.</summary>
internal static class OrganizerCommand
{
    private const string Who = "command organizer add";

    /// <param name="usePortal">Gives the portal's services on a migrated database, so that the same rules apply as in the browser.</param>
    public static Command Create(
        Func<Func<IServiceProvider, Task<int>>, CancellationToken, Task<int>> usePortal,
        TextReader input,
        TextWriter output,
        TextWriter errors)
    {
        var email = new Argument<string>("EMAIL") { Description = "The address to sign in with." };
        var name = new Option<string?>(
            "--name")
        { Description = "Shown to other organizers. With a link, whoever opens it can change it." };
        var role = new Option<string?>(
            "--role")
        {
            Description =
                "Without it: organizer, or administrator where there is none yet.",
            HelpName = "administrator|organizer",
        };
        role.AcceptOnlyFromAmong("administrator", "organizer");
        var withPassword = new Option<bool>(
            "--password-stdin")
        { Description = "Create the account at once, with the password that standard input holds." };
        var add = new Command("add", "Let somebody in: prints a link that works once, for 7 days.") { email, name, role, withPassword };
        add.SetAction((arguments, cancellation) => usePortal(
            async services =>
            {
                var person = new NewOrganizer(
                    arguments.GetRequiredValue(email).Trim(), arguments.GetValue(name)?.Trim(), arguments.GetValue(role));
                var password = arguments.GetValue(withPassword) ? (await input.ReadToEndAsync(cancellation)).TrimEnd('\r', '\n') : null;
                var refusal = await AddAsync(services, person, password, output, cancellation);
                if (refusal is not null)
                {
                    await errors.WriteLineAsync($"Nobody was added. {refusal}");
                }

                return refusal is null ? 0 : 1;
            },
            cancellation));
        return new Command("organizer", "Those who sign in.") { add };
    }

    /// <returns>Why not, or null.</returns>
    private static async Task<string?> AddAsync(
        IServiceProvider services, NewOrganizer person, string? password, TextWriter output, CancellationToken cancellation)
    {
        if (!PersonRules.IsEmail(person.Email))
        {
            return "EMAIL must be an email address, like ada@example.org.";
        }

        if (person.Name is not null && !PersonRules.IsName(person.Name))
        {
            var wrong = PersonRules.WrongInName(person.Name) ?? $"A name has 1 to {Organizer.NameMaxLength} characters.";
            return $"--name cannot be used. {wrong}";
        }

        var db = services.GetRequiredService<WorkshopDbContext>();
        var organizers = services.GetRequiredService<UserManager<Organizer>>();
        await using var turn = await db.BeginPeopleChangeAsync(cancellation);
        if (await organizers.FindByNameAsync(person.Email) is not null)
        {
            return "There is an account with this address already.";
        }

        var now = services.GetRequiredService<TimeProvider>().GetCurrentInstant();
        var role = person.Role is not null ? Enum.Parse<OrganizerRole>(person.Role, ignoreCase: true)
            : await db.Organizers.AnyAsync(
                organizer => organizer.Role == OrganizerRole.Administrator, cancellation) ? OrganizerRole.Organizer
            : OrganizerRole.Administrator;
        // An earlier link for the same address would let in with another role.
        await db.RevokeInvitationsAsync(organizers, person.Email, now, cancellation);
        string said;
        if (password is null)
        {
            var link = new SecretLink(OrganizerPaths.Invitation);
            db.Add(
                new Invitation
                {
                    TokenHash = link.Hash,
                    Email = person.Email,
                    Name = person.Name,
                    Role = role,
                    CreatedAt = now,
                    ExpiresAt = now + Invitation.Lifetime,
                });
            db.Add(Audit.By(Who, now, AuditAction.Invited, $"invitation {person.Email}", role.ToString()));
            var what = role.ToString().ToLowerInvariant();
            said = $"""
                {person.Email} becomes {what} by opening this link, which works once, for {Invitation.Lifetime.Days} days:
                {services.GetRequiredService<SiteUrls>().Absolute(link.Path)}
                """;
        }
        else
        {
            if (await CreateAsync(
                organizers,
                Organizer.Create(person.Email, person.Name ?? PersonRules.NameFrom(person.Email), role, now),
                password) is { } refusal)
            {
                return refusal;
            }

            db.Add(Audit.By(Who, now, AuditAction.OrganizerAdded, $"organizer {person.Email}", role.ToString()));
            said = $"{person.Email} can sign in, as {role.ToString().ToLowerInvariant()}.";
        }

        await db.SaveChangesAsync(cancellation);
        await turn.CommitAsync(cancellation);
        await output.WriteLineAsync(said);
        return null;
    }

    private static async Task<string?> CreateAsync(UserManager<Organizer> organizers, Organizer organizer, string password)
    {
        if (password.Length > PasswordRules.MaxLength)
        {
            return $"The password has more than {PasswordRules.MaxLength} characters.";
        }

        var added = await organizers.CreateAsync(organizer, password);
        return added.Succeeded ? null : string.Join(' ', added.Errors.Select(error => error.Description));
    }

    /// <param name="Role">As it was typed; null where it was not.</param>
    private sealed record NewOrganizer(string Email, string? Name, string? Role);
}
