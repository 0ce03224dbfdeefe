using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Media;
using Workshop.Web.Hosting;
using Workshop.Web.Media;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin.Pages.MediaLibrary;

/// <summary>The library, and the way into it: a form, also for a script that asks for JSON.</summary>
[UploadSize]
[RequestSizeLimit(MediaLimits.FormBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MediaLimits.FormBytes, ValueCountLimit = 64)]
public sealed class MediaModel(WorkshopDbContext db, MediaUpload upload, PublishedSiteStore store) : PageModel
{
    private const int PageSize = 48;

    /// <summary>Part of a name or an alternative text.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    /// <summary>Only files that came before this one.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Before { get; set; }

    public IReadOnlyList<MediaFile> Files { get; private set; } = [];

    public bool HasOlder { get; private set; }

    public DateTimeZone Zone { get; private set; } = DateTimeZone.Utc;

    /// <summary>What was taken of a form of which something was refused.</summary>
    public IReadOnlyList<string> Taken { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    /// <param name="alt">Of the one picture that is uploaded.</param>
    public async Task<IActionResult> OnPostUploadAsync(List<IFormFile> files, string? alt, CancellationToken cancellation)
    {
        var taken = new List<(MediaFile File, bool IsNew)>();
        foreach (var objection in ObjectionsTo(files, alt))
        {
            ModelState.AddModelError("", objection);
        }

        foreach (var file in ModelState.IsValid ? files : [])
        {
            try
            {
                taken.Add(await upload.TakeAsync(HttpContext, file, files.Count == 1 ? Trimmed(alt) : null, cancellation));
            }
            catch (MediaRefusedException refusal)
            {
                ModelState.AddModelError("", refusal.Message);
            }
        }

        if (taken.Any(item => item.IsNew))
        {
            await store.TryReloadAsync();
        }

        return Request.WantsJson() ? Json(taken) : await ShowAsync(taken, cancellation);
    }

    private IEnumerable<string> ObjectionsTo(List<IFormFile> files, string? alt) =>
        files.Count == 0 ? ["Choose a file first."]
        : Request.WantsJson() && files.Count > 1 ? ["Send one file at a time."]
        : files.Count > MediaLimits.FilesInForm ? [$"Send at most {MediaLimits.FilesInForm} files at a time."]
        : alt?.Length > MediaFile.AltMaxLength ? [$"The alternative text is longer than {MediaFile.AltMaxLength} characters."]
        : [];

    private JsonResult Json(List<(MediaFile File, bool IsNew)> taken) =>
        ModelState.IsValid
            ? new JsonResult(
                new
                {
                    url = taken[0].File.Address,
                    name = taken[0].File.Name,
                    alt = taken[0].File.Alt,
                    width = taken[0].File.Width,
                    height = taken[0].File.Height,
                })
            : new JsonResult(
                new ProblemDetails
                {
                    Status = StatusCodes.Status400BadRequest,
                    Title = "The file is not taken.",
                    Detail = string.Join(
                    ' ', Errors)
                })
            {
                StatusCode = StatusCodes.Status400BadRequest,
                ContentType = "application/problem+json",
            };

    private IEnumerable<string> Errors => ModelState.Values.SelectMany(value => value.Errors).Select(error => error.ErrorMessage);

    private async Task<IActionResult> ShowAsync(List<(MediaFile File, bool IsNew)> taken, CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
        {
            Taken = [.. taken.Select(item => item.File.Name)];
            await LoadAsync(cancellation);
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        TempData["Done"] = taken switch
        {
            [{ IsNew: false }] => "This file was here already. Here it is.",
            [_] => "Uploaded.",
            _ => $"{taken.Count(item => item.IsNew)} of {taken.Count} files are new, and here.",
        };
        return LocalRedirect(taken is [var (only, _)] ? $"/admin/media/{only.Id}" : "/admin/media/");
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Zone = (await EditionChoice.FindAsync(db, slug: null, cancellation))?.Zone ?? DateTimeZone.Utc;
        // A zero byte is in no name, and PostgreSQL takes it for no text.
        var words = (Search ?? "").Replace("\0", "", StringComparison.Ordinal).Trim().ToLowerInvariant();
#pragma warning disable CA1862, CA1304, CA1311 // Translated to SQL, which knows no StringComparison.
        var files = await db.MediaFiles.AsNoTracking().Include(file => file.Renditions.OrderBy(rendition => rendition.Width))
            .Where(file => words == "" || file.Name.ToLower().Contains(words) || file.Alt!.ToLower().Contains(words))
            .Where(file => Before == null || file.Id < Before)
            .OrderByDescending(file => file.Id)
            .Take(PageSize + 1)
            .ToListAsync(cancellation);
#pragma warning restore CA1862, CA1304, CA1311
        HasOlder = files.Count > PageSize;
        Files = [.. files.Take(PageSize)];
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
