using Microsoft.AspNetCore.StaticAssets;
using Workshop.Web.Hosting;

namespace Workshop.Web.Accounts;

internal static class PrivateAnswers
{
    /// <summary>
    /// Nothing that is made for organizers is kept anywhere: what is at their addresses, errors and redirects included, and
    /// what they get at everybody's; nor is a draft that they show. A file is the same for all.
    /// </summary>
    public static void UsePrivateAnswers(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // Asked now, since an error is answered under another path.
        var isPrivate = OrganizerPaths.Has(context.Request.Path) || context.Request.Path.StartsWithSegments(OrganizerPaths.Preview);
        context.Response.OnStarting(() =>
        {
            if (isPrivate || (context.User.IsOrganizer() && !IsFile(context)))
            {
                context.Response.Headers.CacheControl = "no-store";
            }

            return Task.CompletedTask;
        });
        return next(context);
    });

    private static bool IsFile(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null
        || context.Response.Headers.CacheControl.ToString().Contains("immutable", StringComparison.Ordinal);
}
