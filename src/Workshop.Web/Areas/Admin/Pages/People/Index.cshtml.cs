using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Web.Areas.Admin.Pages.People;

/// <summary>Who can sign in, and who has been asked to.</summary>
public sealed class PeopleModel(WorkshopDbContext db, TimeProvider clock) : PageModel
{
    /// <summary>Of an invitation that was made just now; it cannot be shown again.</summary>
    [TempData]
    public string? Link { get; set; }

    [TempData]
    public string? LinkFor { get; set; }

    public IReadOnlyList<PersonModel> People { get; private set; } = [];

    public IReadOnlyList<InvitationModel> Invitations { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public async Task<IActionResult> OnPostRevokeAsync(int id, CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        if (await db.Invitations.SingleOrDefaultAsync(found => found.Id == id, cancellation) is not { } invitation)
        {
            return NotFound();
        }

        if (invitation.IsOpen(now))
        {
            invitation.RevokedAt = now;
            db.Add(Audit.By(HttpContext, now, AuditAction.InvitationRevoked, $"invitation {invitation.Email}"));
            try
            {
                await db.SaveChangesAsync(cancellation);
                TempData["Done"] = "The invitation is taken back; its link is dead.";
            }
            catch (DbUpdateConcurrencyException)
            {
                TempData["Done"] = "The invitation has just been accepted, or taken back by somebody else.";
            }
        }

        return RedirectToPage();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        var time = now.ToDateTimeOffset();
        People = await db.Organizers
            .OrderBy(organizer => organizer.Name).ThenBy(organizer => organizer.Id)
            .Select(organizer => new PersonModel(
                organizer.Id,
                organizer.Name,
                organizer.Email!,
                organizer.Role,
                organizer.LastSignInAt,
                organizer.LockoutEnd > time,
                organizer.TwoFactorEnabled || db.Set<IdentityUserPasskey<int>>().Any(passkey => passkey.UserId == organizer.Id)))
            .ToListAsync(cancellation);
        Invitations = await db.Invitations
            .Where(invitation => invitation.AcceptedAt == null
                && invitation.RevokedAt == null
                && invitation.ExpiresAt > now
                && invitation.Email != null)
            .OrderBy(invitation => invitation.Id)
            .Select(invitation => new InvitationModel(
                invitation.Id, invitation.Email, invitation.Name, invitation.Role, invitation.InvitedBy!.Name, invitation.ExpiresAt))
            .ToListAsync(cancellation);
    }

    public sealed record PersonModel(
        int Id, string Name, string Email, OrganizerRole Role, Instant? LastSignInAt, bool IsLocked, bool HasSecondFactor);

    public sealed record InvitationModel(int Id, string? Email, string? Name, OrganizerRole Role, string? InvitedBy, Instant ExpiresAt);
}
