using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Web.Accounts;

namespace Workshop.Web.Areas.Account.Pages;

/// <summary>
/// Leads to the OpenID provider. By a link, because the content security policy lets no form lead away from the site; what
/// ties the answer to this browser is the state in a cookie.
/// </summary>
public sealed partial class OidcModel(IConfiguration configuration, ILogger<OidcModel> log) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (OidcSettings.Of(configuration) is null)
        {
            return NotFound();
        }

        try
        {
            var done = "/account/oidc/done" + QueryString.Create("returnUrl", ReturnUrl ?? "");
            await HttpContext.ChallengeAsync(Oidc.Scheme, new AuthenticationProperties { RedirectUri = done });
            return new EmptyResult();
        }
        catch (InvalidOperationException away)
        {
            LogAway(log, away.Message);
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The OpenID provider cannot be reached: {Reason}")]
    private static partial void LogAway(ILogger log, string reason);
}
