using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Web.Accounts;
using Workshop.Web.Hosting;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin.Pages.AuditLog;

/// <summary>Who did what, newest first. Sending the page exports what it is filtered to.</summary>
public sealed class AuditModel(WorkshopDbContext db, TimeProvider clock) : PageModel
{
    private const int PageSize = 50;

    public static readonly IReadOnlyList<string> Actions =
        [.. typeof(AuditAction).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal)];

    // Without a prefix, so that the address of a filtered log can be read.
    [BindProperty(SupportsGet = true, Name = "")]
    public AuditFilter Filter { get; set; } = new();

    /// <summary>Only entries older than this one.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    public IReadOnlyList<AuditEntry> Entries { get; private set; } = [];

    public bool HasOlder { get; private set; }

    public DateTimeZone Zone => HttpContext.PublishedSite().Current?.Programme.Zone ?? DateTimeZone.Utc;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var entries = Filter.Apply(db.AuditEntries.AsNoTracking(), Zone);
        if (await db.AuditEntries.AsNoTracking().SingleOrDefaultAsync(entry => entry.Id == Before, cancellation) is { } mark)
        {
            entries = entries.Where(entry => entry.At < mark.At || (entry.At == mark.At && entry.Id < mark.Id));
        }

        var found = await NewestFirst(entries).Take(PageSize + 1).ToListAsync(cancellation);
        HasOlder = found.Count > PageSize;
        Entries = [.. found.Take(PageSize)];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var now = clock.GetCurrentInstant();
        db.Add(Audit.By(HttpContext, now, AuditAction.AuditExported, detail: Filter.InWords()));
        await db.SaveChangesAsync(cancellation);
        Response.ContentType = AuditCsv.MediaType;
        Response.Headers.ContentDisposition = $"attachment; filename=audit-{now.InUtc():uuuu-MM-dd}.csv";
        await AuditCsv.WriteAsync(
            Response.Body, NewestFirst(Filter.Apply(db.AuditEntries.AsNoTracking(), Zone)).AsAsyncEnumerable(), cancellation);
        return new EmptyResult();
    }

    private static IQueryable<AuditEntry> NewestFirst(IQueryable<AuditEntry> entries) =>
        entries.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id);
}
