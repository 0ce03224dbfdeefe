using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Web.Areas.Account.Pages;

/// <summary>Where somebody with a link becomes an organizer, once. Looking at it changes nothing: mail scanners do.</summary>
[EnableRateLimiting(RateLimits.Secrets)]
public sealed class InvitationModel(
    WorkshopDbContext db, UserManager<Organizer> organizers, SignInManager<Organizer> signIn, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>Null for a link that does not work, for whatever reason.</summary>
    public OfferModel? Offer { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var invitation = await FindAsync(clock.GetCurrentInstant(), cancellation);
        Input.Name = invitation?.Name ?? "";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        await using var turn = await db.BeginPeopleChangeAsync(cancellation);
        if (await FindAsync(now, cancellation) is not { } invitation || User.IsOrganizer())
        {
            return Page();
        }

        // Whom an invitation names cannot be chosen by whoever opens it.
        var email = invitation.Email ?? Input.Email?.Trim();
        if (string.IsNullOrEmpty(email))
        {
            ModelState.AddModelError("Input.Email", "Please give your email address.");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var organizer = Organizer.Create(email!, Input.Name.Trim(), invitation.Role, now);
        var added = await organizers.CreateAsync(organizer, Input.Password);
        if (!added.Succeeded)
        {
            foreach (var error in added.Errors)
            {
                ModelState.AddModelError(
                    error.Code.StartsWith("Password", StringComparison.Ordinal) ? "Input.Password" : "", error.Description);
            }

            return Page();
        }

        invitation.AcceptedAt = now;
        db.Add(Audit.By(
            organizer, HttpContext, now, AuditAction.InvitationAccepted, $"organizer {organizer.Email}", invitation.Role.ToString()));
        db.Add(Audit.By(organizer, HttpContext, now, AuditAction.SignedIn, detail: "invitation"));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Revoked in this very moment.
            return DoesNotWork(StatusCodes.Status410Gone);
        }

        await turn.CommitAsync(cancellation);
        await signIn.SignInAsync(organizer, isPersistent: false);
        return LocalRedirect("/admin/");
    }

    /// <returns>Null, with the status set, for a link that does not work.</returns>
    private async Task<Invitation?> FindAsync(Instant now, CancellationToken cancellation)
    {
        var hash = SecretLink.HashOf(Token);
        var invitation = await db.Invitations
            .Include(found => found.InvitedBy)
            .SingleOrDefaultAsync(found => found.TokenHash == hash, cancellation);
        if (invitation is null || !invitation.IsOpen(now) || await IsTakenAsync(invitation, cancellation))
        {
            DoesNotWork(invitation is null ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone);
            return null;
        }

        Offer = new OfferModel(invitation.Email, invitation.Role, invitation.InvitedBy?.Name);
        return invitation;
    }

    private async Task<bool> IsTakenAsync(Invitation invitation, CancellationToken cancellation) =>
        invitation.IsForFirstAdministrator
            ? await db.Organizers.AnyAsync(cancellation)
            : await organizers.FindByNameAsync(invitation.Email!) is not null;

    private PageResult DoesNotWork(int status)
    {
        Offer = null;
        Response.StatusCode = status;
        return Page();
    }

    /// <param name="Email">Null where whoever opens the link gives it.</param>
    /// <param name="InvitedBy">Null where a command made the link.</param>
    public sealed record OfferModel(string? Email, OrganizerRole Role, string? InvitedBy)
    {
        public string RoleInWords => Role == OrganizerRole.Administrator ? "an administrator" : "an organizer";
    }

    public sealed class InputModel
    {
        [OneEmail, StringLength(Organizer.EmailMaxLength)]
        public string? Email { get; set; }

        [Required(ErrorMessage = "Please give your name."), StringLength(
            Organizer.NameMaxLength, ErrorMessage = "Please use at most {1} characters."), PersonName]
        public string Name { get; set; } = "";

        [Required(ErrorMessage = "Please choose a password."), DataType(DataType.Password)]
        [StringLength(
            PasswordRules.MaxLength, MinimumLength = PasswordRules.MinLength, ErrorMessage = "A password has {2} to {1} characters.")]
        public string Password { get; set; } = "";
    }
}
