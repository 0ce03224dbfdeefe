namespace Workshop.Web.Hosting;

internal static class JsonRequest
{
    /// <summary>Whether a script of ours asks, and not a browser's form.</summary>
    public static bool WantsJson(this HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(type => type.MediaType == "application/json");
}
