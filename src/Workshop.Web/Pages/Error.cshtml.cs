using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data.Content;
using Workshop.Web.Publishing;

namespace Workshop.Web.Pages;

/// <summary>Every error, in the look of the site where the site can still be read.</summary>
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel : PageModel, ISitePage
{
    public PublishedSite Site => HttpContext.PublishedSite();

    public PublishedEdition? Edition { get; private set; }

    public int Status { get; private set; }

    /// <summary>
    /// What an organizer has written in a form that could not be taken, since the session had ended: pages of the admin area are not
    /// kept by the browser, so going back does not bring it back.
    /// </summary>
    public string? Text { get; private set; }

    public string? CanonicalUrl => null;

    public string Title => Status switch
    {
        400 => "This request could not be understood",
        403 => "This is not yours to open",
        404 => "This page does not exist",
        405 => "This address only answers to reading",
        413 => "That is too much at once",
        429 => "Too many tries",
        503 when Site.IsLoaded => "This has to wait a moment",
        503 => "The site cannot be reached just now",
        _ => "Something went wrong",
    };

    public string Description => Status switch
    {
        400 =>
            "The form may have been open for too long, or in a browser that has signed out since. Go back, load the page again "
            + "and send it once more; nothing was changed.",
        403 => "It takes more rights than your account has. Nothing was changed.",
        404 => "It may have moved, or the address may be mistyped. These pages are here:",
        413 => "What was sent is larger than this address takes. Nothing was changed; go back and send less at once.",
        429 => "Please wait five minutes before the next one. Nothing was changed.",
        503 when Site.IsLoaded =>
            "The database is away or too busy just now. Search and whatever is saved wait for it; nothing was changed. Please "
            + "try again in a minute. Every published page can be read meanwhile:",
        503 => "The database does not answer, so there is nothing that could be shown yet. Please try again in a minute.",
        _ => "Nothing was changed. If it happens again, please tell the organizers what you were doing.",
    };

    public override async Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context)
    {
        await base.OnPageHandlerSelectionAsync(context);
        // Only what came from a form of this site: another must not put its words here.
        if (Status == StatusCodes.Status400BadRequest && Request.HasFormContentType && Request.Headers["Sec-Fetch-Site"] == "same-origin")
        {
            Text = await TextAsync();
        }
    }

    /// <summary>Instead of handlers by method, since the failed request may have had any.</summary>
    public override void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
        // Asked for by hand there is no error to show, only a page that does not exist.
        var former = HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath
            ?? HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path;
        Status = former is null ? StatusCodes.Status404NotFound : Response.StatusCode;
        Edition = Site.Find(former ?? "/").Edition;
        Response.StatusCode = Status;
        if (Status == StatusCodes.Status503ServiceUnavailable)
        {
            Response.Headers.RetryAfter = "30";
        }
    }

    private async Task<string?> TextAsync()
    {
        try
        {
            return (await Request.ReadFormAsync())[$"Input.{nameof(PageContent.Markdown)}"] is [{ Length: > 0 } text] ? text : null;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }
}
