using Workshop.Web.Publishing;

namespace Workshop.Web.Pages;

/// <summary>For endpoints that are made of the snapshot: 503 until there is one.</summary>
internal sealed class NeedsSite : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.PublishedSite().IsLoaded
            ? next(context)
            : ValueTask.FromResult<object?>(Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
}
