using System.ComponentModel.DataAnnotations;
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

/// <summary>One organizer, to change the role, to unlock or to remove. There always stays one who administers.</summary>
[RequiresRecentProof]
public sealed class OrganizerModel(
    WorkshopDbContext db, UserManager<Organizer> organizers, SignInSessions sessions, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public PersonModel? Person { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellation) => ShowAsync(cancellation);

    public Task<IActionResult> OnPostRoleAsync(CancellationToken cancellation) => ChangeAsync(
        async (organizer, now) =>
        {
            if (!ModelState.IsValid || Input.Role is not { } role)
            {
                return Refused("Please choose one of the two roles.");
            }

            if (Input.Was != organizer.Role)
            {
                return Refused("Somebody else has changed the role meanwhile. This is how it stands.");
            }

            if (role == organizer.Role)
            {
                return "The role stays as it was.";
            }

            if (await db.IsLastAdministratorAsync(organizer, cancellation))
            {
                return Refused($"{organizer.Name} is the last administrator. Make somebody else one first.");
            }

            organizer.Role = role;
            if (!IsDone(await organizers.UpdateSecurityStampAsync(organizer)))
            {
                return null;
            }

            await sessions.EndAllAsync(organizer.Id, cancellation);
            if (role != OrganizerRole.Administrator)
            {
                await db.Invitations.Where(invitation => invitation.InvitedById == organizer.Id).RevokeAsync(now, cancellation);
            }

            db.Add(Audit.By(HttpContext, now, AuditAction.RoleChanged, $"organizer {organizer.Email}", detail: $"{Input.Was} to {role}"));
            return $"{organizer.Name} is {(role == OrganizerRole.Administrator ? "an administrator" : "an organizer")} now.";
        },
        cancellation);

    public Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellation) => ChangeAsync(
        async (organizer, now) =>
        {
            if (await db.IsLastAdministratorAsync(organizer, cancellation))
            {
                return Refused($"{organizer.Name} is the last administrator. Make somebody else one first.");
            }

            db.Add(Audit.By(HttpContext, now, AuditAction.OrganizerRemoved, $"organizer {organizer.Email}", detail: organizer.Name));
            // Sessions, passkeys and open invitations go with the row.
            return IsDone(await organizers.DeleteAsync(organizer)) ? $"{organizer.Name} is removed." : null;
        },
        cancellation);

    public Task<IActionResult> OnPostUnlockAsync(CancellationToken cancellation) => ChangeAsync(
        async (organizer, now) =>
        {
            db.Add(Audit.By(HttpContext, now, AuditAction.Unlocked, $"organizer {organizer.Email}"));
            organizer.AccessFailedCount = 0;
            return IsDone(await organizers.SetLockoutEndDateAsync(organizer, null)) ? $"{organizer.Name} can sign in again." : null;
        },
        cancellation);

    public Task<IActionResult> OnPostSignOutAsync(CancellationToken cancellation) => ChangeAsync(
        async (organizer, now) =>
        {
            if (!IsDone(await organizers.UpdateSecurityStampAsync(organizer)))
            {
                return null;
            }

            var ended = await sessions.EndAllAsync(organizer.Id, cancellation);
            db.Add(Audit.By(HttpContext, now, AuditAction.SessionEnded, $"organizer {organizer.Email}", detail: $"all, {ended}"));
            return $"{organizer.Name} is signed out everywhere.";
        },
        cancellation);

    /// <param name="change">Returns what was done, in words, or null with the reason in the model state.</param>
    private async Task<IActionResult> ChangeAsync(Func<Organizer, Instant, Task<string?>> change, CancellationToken cancellation)
    {
        await using (var turn = await db.BeginPeopleChangeAsync(cancellation))
        {
            if (!await db.IsAdministratorAsync(User.OrganizerId(), cancellation))
            {
                return Forbid();
            }

            if (await db.Organizers.SingleOrDefaultAsync(found => found.Id == Id, cancellation) is not { } organizer)
            {
                return NotFound();
            }

            if (await change(organizer, clock.GetCurrentInstant()) is { } done)
            {
                await db.SaveChangesAsync(cancellation);
                await turn.CommitAsync(cancellation);
                TempData["Done"] = done;
                return RedirectToPage("Index");
            }
        }

        return await ShowAsync(cancellation);
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        Person = await db.Organizers.Where(organizer => organizer.Id == Id)
            .Select(organizer => new PersonModel(
                organizer.Name, organizer.Email!, organizer.Role, organizer.LastSignInAt, organizer.LockoutEnd > now
                    ? organizer.LockoutEnd
                    : null))
            .SingleOrDefaultAsync(cancellation);
        return Person is null ? NotFound() : Page();
    }

    private string? Refused(string reason)
    {
        ModelState.AddModelError("", reason);
        return null;
    }

    private bool IsDone(IdentityResult result)
    {
        foreach (var error in result.Errors)
        {
            ModelState.AddModelError("", error.Description);
        }

        return result.Succeeded;
    }

    public sealed record PersonModel(string Name, string Email, OrganizerRole Role, Instant? LastSignInAt, DateTimeOffset? LockoutEnd)
    {
        public Instant? LockedUntil => LockoutEnd is { } end ? Instant.FromDateTimeOffset(end) : null;
    }

    public sealed class InputModel
    {
        [EnumDataType(typeof(OrganizerRole))]
        public OrganizerRole? Role { get; set; }

        /// <summary>The role that the page showed, so that a change meanwhile is noticed.</summary>
        public OrganizerRole? Was { get; set; }
    }
}
