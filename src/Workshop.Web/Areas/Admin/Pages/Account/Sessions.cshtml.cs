using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Web.Areas.Admin.Pages.Account;

/// <summary>Where an organizer is signed in, and how to end that.</summary>
[RequiresRecentProof]
public sealed class SessionsModel(SignInSessions sessions, WorkshopDbContext db, TimeProvider clock) : PageModel
{
    private const string Here = "/admin/account/sessions";

    internal IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var here = SignInStore.IdOf(HttpContext);
        var all = await sessions.ListAsync(User.OrganizerId()!.Value, clock.GetCurrentInstant(), cancellation);
        Rows = [.. all.OrderByDescending(session => session.Id == here).Select(session => new Row(
            session.Id,
            BrowserName.Of(session.UserAgent),
            session.Address,
            Text(session.CreatedAt),
            Text(session.LastSeenAt),
            session.Id == here))];
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken cancellation)
    {
        var ended = await EndAsync(() => sessions.EndAsync(User.OrganizerId()!.Value, id, cancellation), cancellation);
        TempData["Done"] = ended > 0 ? "The session is ended." : "That session had ended already.";
        return Redirect(Here);
    }

    public async Task<IActionResult> OnPostEndOthersAsync(CancellationToken cancellation)
    {
        await EndAsync(() => sessions.EndOthersAsync(User.OrganizerId()!.Value, HttpContext, cancellation), cancellation);
        TempData["Done"] = "All other sessions are ended.";
        return Redirect(Here);
    }

    private async Task<int> EndAsync(Func<Task<int>> end, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var ended = await end();
        if (ended > 0)
        {
            db.Add(Audit.By(
                HttpContext, clock.GetCurrentInstant(), AuditAction.SessionEnded, detail: ended == 1 ? "1 session" : $"{ended} sessions"));
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return ended;
    }

    private static string Text(Instant at) => at.InUtc().LocalDateTime.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    internal sealed record Row(Guid Id, string Browser, string? Address, string Since, string LastSeen, bool IsHere);
}
