using Microsoft.Net.Http.Headers;
using Workshop.Web.Hosting;
using Workshop.Web.Publishing;

namespace Workshop.Web.Media;

/// <summary>
/// <c>/media/{hash}/{name}</c>. Which files there are is in the snapshot, so an address that leads nowhere costs no query.
/// The bytes decide the address, so an answer may be kept for ever.
/// </summary>
internal static class MediaEndpoint
{
    private const string ForEver = "public, max-age=31536000, immutable";

    public static void AddMedia(this IServiceCollection services)
    {
        services.AddSingleton<MediaBytes>();
        services.AddScoped<MediaIntake>();
    }

    public static void MapMedia(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapReadOnly("/media/{hash:length(64)}/{name}", AnswerAsync).WithMetadata(new HostedFile());

    private static async Task<IResult> AnswerAsync(string hash, string name, HttpContext context, MediaBytes media)
    {
        var site = context.PublishedSite();
        if (site.Media.Find(hash) is not { } file)
        {
            return site.IsLoaded ? Results.NotFound() : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        if (file.Name != name)
        {
            return Results.LocalRedirect(file.AddressOf(hash), permanent: true);
        }

        if (await media.FindAsync(hash) is not { } bytes)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        context.Response.Headers.CacheControl = ForEver;
        // A picture is shown where it stands; a document opens in a program of the reader's, not under the site's own address.
        return Results.File(
            bytes, file.ContentType, fileDownloadName: file.Image is null ? name : null,
            enableRangeProcessing: true, entityTag: new EntityTagHeaderValue($"\"{hash[..32]}\""));
    }
}
