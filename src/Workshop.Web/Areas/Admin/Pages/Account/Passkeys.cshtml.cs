using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Web.Areas.Admin.Pages.Account;

/// <summary>The passkeys of an organizer: added, renamed, removed.</summary>
[RequiresRecentProof]
[AddsSecondFactor]
public sealed class PasskeysModel(
    SignInManager<Organizer> signIn, UserManager<Organizer> organizers, SignInSessions sessions, WorkshopDbContext db, TimeProvider clock)
        : PageModel
{
    private const string Here = "/admin/account/passkeys";

    internal IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync() =>
        await organizers.GetUserAsync(User) is { } organizer ? await ShowAsync(organizer) : NotFound();

    public async Task<IActionResult> OnPostOptionsAsync()
    {
        if (await organizers.GetUserAsync(User) is not { } organizer)
        {
            return NotFound();
        }

        var person = new PasskeyUserEntity
        {
            Id = await organizers.GetUserIdAsync(
            organizer),
            Name = organizer.Email!,
            DisplayName = organizer.Name,
        };
        return Content(await signIn.MakePasskeyCreationOptionsAsync(person), "application/json");
    }

    public async Task<IActionResult> OnPostAddAsync(string? answer, string? name, CancellationToken cancellation)
    {
        if (await organizers.GetUserAsync(User) is not { } organizer)
        {
            return NotFound();
        }

        var passkey = await signIn.AcceptAsync(organizer, answer);
        if (passkey is null
            || NameOf(name) is not { } given
            || (await organizers.GetPasskeysAsync(organizer)).Count >= Passkeys.MaxPerOrganizer)
        {
            ModelState.AddModelError(
                "", "The passkey was not added. Please give it a name, without control characters and < or >, and try again.");
            return await ShowAsync(organizer);
        }

        passkey.Name = given;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.Add(Audit.By(HttpContext, clock.GetCurrentInstant(), AuditAction.PasskeyAdded, $"passkey {given}"));
        if (!(await organizers.AddOrUpdatePasskeyAsync(organizer, passkey)).Succeeded)
        {
            return await ShowChangedMeanwhileAsync(organizer);
        }

        await transaction.CommitAsync(cancellation);
        // The authenticator has just been there, and so has who unlocked it.
        await sessions.BeginAsync(organizer, twoFactors: true);
        TempData["Done"] = $"The passkey “{given}” is added.";
        return Redirect(Here);
    }

    public async Task<IActionResult> OnPostRenameAsync(string? id, string? name)
    {
        if (await organizers.GetUserAsync(User) is not { } organizer || await FindAsync(organizer, id) is not { } passkey)
        {
            return NotFound();
        }

        if (NameOf(name) is not { } given)
        {
            ModelState.AddModelError(
                "",
                $"A name has 1 to {Passkeys.NameMaxLength} characters, of which one can be seen and none is a control character, < or >.");
            return await ShowAsync(organizer);
        }

        db.Add(Audit.By(HttpContext, clock.GetCurrentInstant(), AuditAction.PasskeyRenamed, $"passkey {passkey.Name}", detail: given));
        passkey.Name = given;
        if (!(await organizers.AddOrUpdatePasskeyAsync(organizer, passkey)).Succeeded)
        {
            return await ShowChangedMeanwhileAsync(organizer);
        }

        TempData["Done"] = "The passkey is renamed.";
        return Redirect(Here);
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? id, CancellationToken cancellation)
    {
        if (await organizers.GetUserAsync(User) is not { } organizer || await FindAsync(organizer, id) is not { } passkey)
        {
            return NotFound();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.Add(Audit.By(HttpContext, clock.GetCurrentInstant(), AuditAction.PasskeyRemoved, $"passkey {passkey.Name}"));
        if (!(await organizers.RemovePasskeyAsync(organizer, passkey.CredentialId)).Succeeded
            || !(await organizers.UpdateSecurityStampAsync(organizer)).Succeeded)
        {
            return await ShowChangedMeanwhileAsync(organizer);
        }

        // Whoever lost the device may have lost a session with it.
        await sessions.EndOthersAsync(organizer.Id, HttpContext, cancellation);
        await transaction.CommitAsync(cancellation);
        await sessions.BeginAsync(organizer, SignInProof.HasTwoFactors(HttpContext));
        TempData["Done"] = $"The passkey “{passkey.Name}” is removed. Every other browser is signed out.";
        return Redirect(Here);
    }

    private async Task<IActionResult> ShowAsync(Organizer organizer)
    {
        var passkeys = await organizers.GetPasskeysAsync(organizer);
        Rows = [.. passkeys.OrderBy(passkey => passkey.CreatedAt).Select(passkey => new Row(
            Base64Url.EncodeToString(passkey.CredentialId),
            passkey.Name ?? "Passkey",
            LocalDate.FromDateTime(passkey.CreatedAt.UtcDateTime),
            passkey.IsBackedUp))];
        return Page();
    }

    private Task<IActionResult> ShowChangedMeanwhileAsync(Organizer organizer)
    {
        ModelState.AddModelError(
            "",
            "Your account was changed by somebody else, or from another browser, at this very moment. Nothing was done; please try again.");
        return ShowAsync(organizer);
    }

    private async Task<UserPasskeyInfo?> FindAsync(Organizer organizer, string? id) =>
        id is not null && Base64Url.IsValid(id) ? await organizers.GetPasskeyAsync(organizer, Base64Url.DecodeFromChars(id)) : null;

    private static string? NameOf(string? text) =>
        text?.Trim() is { Length: > 0 and <= Passkeys.NameMaxLength } name && PersonRules.WrongInName(name) is null ? name : null;

    internal sealed record Row(string Id, string Name, LocalDate Added, bool IsSynced);
}
