using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;

namespace Workshop.Web.Areas.Account.Pages;

/// <summary>Ends the session on the server too, and asks the browser to forget what it kept.</summary>
public sealed class LogoutModel(SignInManager<Organizer> signIn, WorkshopDbContext db, TimeProvider clock) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (User.IsOrganizer())
        {
            db.Add(Audit.By(HttpContext, clock.GetCurrentInstant(), AuditAction.SignedOut));
            await db.SaveChangesAsync(cancellation);
        }

        await signIn.SignOutAsync();
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"cookies\", \"storage\"";
        return LocalRedirect("/");
    }
}
