using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace Workshop.Tests.Publishing;

/// <summary>Does what a test says inside the real pipeline, just before a Razor page is rendered: waits, or fails.</summary>
internal sealed class RenderingHook : IAsyncPageFilter
{
    /// <summary>Gets the request and the Razor page: <c>/Content</c> or <c>/Error</c>.</summary>
    public Func<HttpContext, string, Task> BeforePage { get; set; } = (_, _) => Task.CompletedTask;

    public void AddTo(WebApplicationBuilder builder) => builder.Services.Configure<MvcOptions>(mvc => mvc.Filters.Add(this));

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        await BeforePage(context.HttpContext, context.ActionDescriptor.ViewEnginePath);
        await next();
    }
}
