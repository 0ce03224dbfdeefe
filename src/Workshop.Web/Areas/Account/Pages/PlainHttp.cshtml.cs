using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Web.Hosting;

namespace Workshop.Web.Areas.Account.Pages;

/// <summary>In the place of every page for organizers where it would travel unencrypted.</summary>
public sealed class PlainHttpModel : PageModel
{
    public IActionResult OnGet()
    {
        if (!PlainHttp.IsRefused(HttpContext))
        {
            return NotFound();
        }

        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }
}
