namespace Workshop.Web.Hosting;

internal static class ReadOnlyEndpoints
{
    /// <summary>Whatever can be read answers HEAD as well (RFC 9110, section 9.1); <c>MapGet</c> alone does not.</summary>
    public static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static RouteHandlerBuilder MapReadOnly(this IEndpointRouteBuilder endpoints, string pattern, Delegate handler) =>
        endpoints.MapMethods(pattern, Methods, handler);
}
