using Microsoft.AspNetCore.Mvc;

namespace Workshop.Web.Accounts;

internal static class ReturnUrl
{
    /// <summary>
    /// Where a sign-in leads: only to an address of this site, so that a link to it cannot lead elsewhere, and only to one
    /// that can stand in a header as it is.
    /// </summary>
    public static string Onward(this IUrlHelper urls, string? returnUrl) =>
        returnUrl is not null
            && urls.IsLocalUrl(returnUrl)
            && !returnUrl.StartsWith('~')
            && returnUrl.All(letter => letter is > ' ' and < '\x7f') ? returnUrl : "/admin/";
}
