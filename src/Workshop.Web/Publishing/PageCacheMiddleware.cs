using Workshop.Web.Hosting;
using Workshop.Web.Publishing.Cache;

namespace Workshop.Web.Publishing;

/// <summary>
/// First in the pipeline: answers for pages whose bytes are there, and fixes the snapshot that everything behind it sees.
/// </summary>
internal sealed class PageCacheMiddleware(
    RequestDelegate next,
    PublishedSiteStore store,
    IServiceScopeFactory scopes,
    PublishingMetrics metrics,
    BestCompression compression,
    TimeProvider clock)
{
    public Task InvokeAsync(HttpContext context)
    {
        var site = store.Current;
        var isPublicRead = IsPublicRead(context.Request, site);
        if (isPublicRead && site.Cache.Find(context.Request.Path.Value!, clock) is { } answer)
        {
            metrics.Cached();
            return answer.SendAsync(context);
        }

        return PassOnAsync(context, site, isPublicRead);
    }

    private static bool IsPublicRead(HttpRequest request, PublishedSite site) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && (!request.QueryString.HasValue || site.IgnoresQuery(request.Path.Value!))
        && !OrganizerCookie.IsIn(request.Headers.Cookie);

    private async Task PassOnAsync(HttpContext context, PublishedSite site, bool isPublicRead)
    {
        // We run where the sockets' events are handed out (UnsafePreferInlineScheduling). A lookup and a write are fine
        // there; anything else would keep other connections waiting.
        await Task.Yield();
        var path = context.Request.Path.Value!;
        if (!isPublicRead || !site.IsCacheable(path))
        {
            context.Features.Set(site);
            await next(context);
            return;
        }

        var answer = await site.Cache.FindOrAddAsync(path, clock, () => RenderAsync(site, path));
        await answer.SendAsync(context);
        compression.Improve(answer);
    }

    private Task<CapturedAnswer> RenderAsync(PublishedSite site, string path)
    {
        metrics.Rendered();
        return CapturedAnswer.OfAsync(next, scopes, site, path);
    }
}
