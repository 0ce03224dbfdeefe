using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Web.Accounts;

namespace Workshop.Web.Areas.Admin.Pages.Account;

/// <summary>Shows recovery codes once, right after they were made.</summary>
[AddsSecondFactor]
public sealed class RecoveryCodesModel : PageModel
{
    internal const string Codes = "RecoveryCodes";

    internal IReadOnlyList<string> Shown { get; private set; } = [];

    public IActionResult OnGet()
    {
        Shown = TempData[Codes] as string[] ?? [];
        return Shown.Count > 0 ? Page() : Redirect("/admin/account/authenticator");
    }
}
