using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Workshop.Web.Hosting;

namespace Workshop.Web.Accounts;

/// <summary>
/// On the model of an admin page: opens it, and takes what its forms send, only from somebody who has given the password or a
/// passkey in the last ten minutes. Everybody else is asked for it on <c>/account/confirm</c> and comes back to the page.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresRecentProofAttribute : Attribute, IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (AskIfOld(context.HttpContext) is not { } ask)
        {
            return next();
        }

        context.Result = ask;
        return Task.CompletedTask;
    }

    /// <summary>For a handler that needs the proof in some cases only. Null where there is one.</summary>
    internal static IActionResult? AskIfOld(HttpContext context)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetCurrentInstant();
        return SignInProof.IsRecent(context, now) ? null : new RedirectResult(ConfirmUrl(context.Request));
    }

    /// <summary>What a form had sent is lost, so the way back is to the page and not to its handler.</summary>
    internal static string ConfirmUrl(HttpRequest request)
    {
        var back = HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString : request.Path.ToString();
        return "/account/confirm" + QueryString.Create("returnUrl", back);
    }
}
