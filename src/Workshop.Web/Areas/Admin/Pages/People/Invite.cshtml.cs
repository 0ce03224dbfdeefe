using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;
using Workshop.Web.Mail;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin.Pages.People;

/// <summary>Makes the link by which somebody becomes an organizer: shown once, and sent where mail is.</summary>
[RequiresRecentProof]
public sealed class InviteModel(
    WorkshopDbContext db, UserManager<Organizer> organizers, Outbox outbox, SiteUrls urls, TimeProvider clock) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public bool IsMailed => outbox.IsOn;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var now = clock.GetCurrentInstant();
        var email = Input.Email.Trim();
        await using var turn = await db.BeginPeopleChangeAsync(cancellation);
        // Nobody grants more than they have, not even in the moment in which it is taken from them.
        if (!await db.IsAdministratorAsync(User.OrganizerId(), cancellation))
        {
            return Forbid();
        }

        if (await organizers.FindByNameAsync(email) is not null)
        {
            ModelState.AddModelError("Input.Email", "There is an account with this address already.");
            return Page();
        }

        await db.RevokeInvitationsAsync(organizers, email, now, cancellation);
        var link = new SecretLink(OrganizerPaths.Invitation);
        var invitation = new Invitation
        {
            TokenHash = link.Hash,
            Email = email,
            Name = string.IsNullOrWhiteSpace(Input.Name) ? null : Input.Name.Trim(),
            Role = Input.Role!.Value,
            CreatedAt = now,
            ExpiresAt = now + Invitation.Lifetime,
            InvitedById = User.OrganizerId(),
        };
        db.Add(invitation);
        db.Add(Audit.By(HttpContext, now, AuditAction.Invited, $"invitation {email}", detail: invitation.Role.ToString()));
        if (outbox.IsOn)
        {
            var site = HttpContext.PublishedSite().Current?.Name ?? "Workshop";
            outbox.Add(db, email, $"Invitation to organize {site}", Letter(invitation, site, urls.Absolute(link.Path)), now);
        }

        await db.SaveChangesAsync(cancellation);
        await turn.CommitAsync(cancellation);
        TempData["Done"] = outbox.IsOn
            ? $"{email} is invited; the link is on its way by mail."
            : $"{email} is invited. Hand over the link:";
        TempData[nameof(PeopleModel.Link)] = urls.Absolute(link.Path);
        TempData[nameof(PeopleModel.LinkFor)] = email;
        return RedirectToPage("Index");
    }

    private string Letter(Invitation invitation, string site, string link) => $"""
        {User.OrganizerName()} invites you to organize {site}, as {invitation.Role.Said()}.

        Choose a name and a password here. The link works once, until {invitation.ExpiresAt.Said()}:

        {link}

        If this surprises you, do nothing; then nothing happens.
        """;

    public sealed class InputModel
    {
        [Required(ErrorMessage = "Please give the email address."), StringLength(Organizer.EmailMaxLength), OneEmail]
        public string Email { get; set; } = "";

        [StringLength(Organizer.NameMaxLength, ErrorMessage = "Please use at most {1} characters."), PersonName]
        public string? Name { get; set; }

        [Required(ErrorMessage = "Please choose a role."), EnumDataType(typeof(OrganizerRole))]
        public OrganizerRole? Role { get; set; } = OrganizerRole.Organizer;
    }
}
