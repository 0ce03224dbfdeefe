using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Data.Media;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;
using Workshop.Web.Media;

namespace Workshop.Web.Areas.Admin.Pages.MediaLibrary;

/// <summary>Takes an organizer's file into the library, and writes that down in the same transaction.</summary>
public sealed class MediaUpload(WorkshopDbContext db, MediaIntake intake, TimeProvider clock)
{
    /// <exception cref="MediaRefusedException">It is not taken; the message names the file and says why.</exception>
    public async Task<(MediaFile File, bool IsNew)> TakeAsync(
        HttpContext context, IFormFile upload, string? alt, CancellationToken cancellation)
    {
        var incoming = await PrepareAsync(upload, cancellation);
        var now = clock.GetCurrentInstant();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (file, isNew) = await intake.KeepAsync(incoming, alt, context.User.OrganizerName(), now, cancellation);
        if (isNew)
        {
            db.Add(Audit.By(context, now, AuditAction.MediaUploaded, SubjectOf(file), detail: file.Address));
            await db.SaveChangesAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return (file, isNew);
    }

    internal static string SubjectOf(MediaFile file) => $"media {file.Name}";

    private async Task<IncomingMedia> PrepareAsync(IFormFile upload, CancellationToken cancellation)
    {
        try
        {
            await using var content = upload.OpenReadStream();
            return await intake.PrepareAsync(upload.FileName, content, cancellation);
        }
        catch (MediaRefusedException refusal)
        {
            throw new MediaRefusedException($"{Printable(upload.FileName)}: {refusal.Message}");
        }
    }

    private static string Printable(string name)
    {
        var printable = new string([.. name.Take(MediaFile.NameMaxLength).Select(c => char.IsControl(c) ? '?' : c)]);
        return printable.Length == 0 ? "A file without a name" : printable;
    }
}

/// <summary>
/// How large the form of an upload may be, instead of the server's own bound. Before the antiforgery token is looked for,
/// since that reads the form, and says of one too large that it has no token.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class UploadSizeAttribute : Attribute, IAuthorizationFilter, IOrderedFilter
{
    // A little for what a form has beside its files.
    private const int Most = MediaLimits.FormBytes + 1_000_000;

    public int Order => 800;

    public void OnAuthorization(AuthorizationFilterContext context)
    {
        if (context.HttpContext.Request.ContentLength > Most)
        {
            context.Result = new StatusCodeResult(StatusCodes.Status413PayloadTooLarge);
        }
        else if (context.HttpContext.Features
            .Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = Most;
        }
    }
}
