using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Workshop.Web.Hosting;

namespace Workshop.Web.Accounts;

/// <summary>
/// What whoever may not is answered. The framework would redirect in every case, and to an address that it makes of the
/// request's Host header.
/// </summary>
internal static class SignInAnswers
{
    private const string Login = "/account/login";
    private const string ReturnUrl = "returnUrl";

    public static void SetUp(CookieAuthenticationOptions cookie)
    {
        cookie.LoginPath = Login;
        cookie.ReturnUrlParameter = ReturnUrl;
        cookie.Events.OnRedirectToLogin = AskToSignIn;
        cookie.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
        // The sign-in says itself where it leads, and has looked at the address.
        cookie.Events.OnRedirectToReturnUrl = _ => Task.CompletedTask;
    }

    // A form that was sent cannot be sent again by a redirect: the error page says what happened, and shows what was written.
    private static Task AskToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        var request = context.Request;
        if (!ReadOnlyEndpoints.Methods.Contains(request.Method))
        {
            return Answer(context, StatusCodes.Status400BadRequest);
        }

        var here = request.PathBase.Add(request.Path).ToUriComponent() + request.QueryString.ToUriComponent();
        context.Response.Redirect(Login + QueryString.Create(ReturnUrl, here));
        return Task.CompletedTask;
    }

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
