using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Data.Media;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;
using Workshop.Web.Media;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin.Pages.MediaLibrary;

/// <summary>One file: what it shows, where it is used, and what can be done with it.</summary>
[UploadSize]
[RequestSizeLimit(MediaLimits.FormBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MediaLimits.FormBytes, ValueCountLimit = 64)]
public sealed class MediaDetailModel(WorkshopDbContext db, MediaUpload upload, PublishedSiteStore store, TimeProvider clock) : PageModel
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public MediaFile Stored { get; private set; } = null!;

    public MediaUses Uses { get; private set; } = null!;

    public DateTimeZone Zone { get; private set; } = DateTimeZone.Utc;

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        Input = new InputModel { Alt = Stored.Alt, Version = Stored.Version };
        return Page();
    }

    public async Task<IActionResult> OnPostDescribeAsync(int id, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var alt = string.IsNullOrWhiteSpace(Input.Alt) ? null : Input.Alt.Trim();
        if (Stored.Version != Input.Version && Stored.Alt != alt)
        {
            return ShowTheirs();
        }

        Stored.Alt = alt;
        try
        {
            db.Add(Audit.By(HttpContext, clock.GetCurrentInstant(), AuditAction.MediaDescribed, MediaUpload.SubjectOf(Stored), detail: alt
                ?? "no alternative text"));
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return await LoadAsync(id, cancellation) ? ShowTheirs() : NotFound();
        }

        TempData["Done"] = "Saved. Pages keep the words that they have; this is what new ones begin with.";
        return LocalRedirect($"/admin/media/{id}");
    }

    /// <summary>Takes the other file in, and leads to the list of what would change.</summary>
    public async Task<IActionResult> OnPostReplaceAsync(int id, IFormFile? file, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        ModelState.Clear();
        Input = new InputModel { Alt = Stored.Alt, Version = Stored.Version };
        try
        {
            var (other, isNew) = await upload.TakeAsync(
                HttpContext, file ?? throw new MediaRefusedException("Choose a file first."), Stored.Alt, cancellation);
            if (isNew)
            {
                await store.TryReloadAsync();
            }

            var objection = other.Id == id ? "That is the same file." : other.ObjectionToReplacing(Stored);
            if (objection is null)
            {
                return LocalRedirect($"/admin/media/{id}/replace/{other.Id}");
            }

            ModelState.AddModelError("", objection);
        }
        catch (MediaRefusedException refusal)
        {
            ModelState.AddModelError("", refusal.Message);
        }

        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    /// <param name="seen">The uses that the form warned of.</param>
    public async Task<IActionResult> OnPostDeleteAsync(int id, string? seen, CancellationToken cancellation)
    {
        if (!await LoadAsync(id, cancellation))
        {
            return NotFound();
        }

        if ((seen ?? "") != Uses.Fingerprint)
        {
            ModelState.Clear();
            Input = new InputModel { Alt = Stored.Alt, Version = Stored.Version };
            ModelState.AddModelError("", "Nothing was deleted: other pages use the file than when you looked. They are listed below.");
            Response.StatusCode = StatusCodes.Status409Conflict;
            return Page();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await new MediaWriter(db).DeleteAsync(Stored, cancellation))
        {
            return NotFound();
        }

        db.ChangeTracker.Clear();
        db.Add(Audit.By(
            HttpContext,
            clock.GetCurrentInstant(),
            AuditAction.MediaDeleted,
            MediaUpload.SubjectOf(Stored),
            detail: $"{Stored.Address}, used by {Uses.Pages.Count + Uses.Footers.Count + Uses.Documents.Count}"));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        await store.TryReloadAsync();
        TempData["Done"] = $"{Stored.Name} is deleted.";
        return LocalRedirect("/admin/media/");
    }

    private PageResult ShowTheirs()
    {
        ModelState.Clear();
        ModelState.AddModelError(
            "Input.Alt", $"Somebody else has saved meanwhile: “{Stored.Alt ?? "nothing"}”. Yours stands here; save again to keep it.");
        Input.Version = Stored.Version;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return Page();
    }

    private async Task<bool> LoadAsync(int id, CancellationToken cancellation)
    {
        if (await db.MediaFiles
            .Include(file => file.Renditions.OrderBy(rendition => rendition.Width))
            .SingleOrDefaultAsync(file => file.Id == id, cancellation) is not { } found)
        {
            return false;
        }

        Stored = found;
        Uses = await MediaUses.OfAsync(db, found, cancellation);
        Zone = (await EditionChoice.FindAsync(db, slug: null, cancellation))?.Zone ?? DateTimeZone.Utc;
        return true;
    }

    public sealed class InputModel
    {
        [StringLength(MediaFile.AltMaxLength, ErrorMessage = "At most {1} characters.")]
        public string? Alt { get; set; }

        public uint Version { get; set; }
    }
}
