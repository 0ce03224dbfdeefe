using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Data;
using Workshop.Web.Programme.Lists;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Areas.Admin.Pages.Items;

/// <summary>Brings a table of items in: first it says what would happen, then it does exactly that.</summary>
[RequestSizeLimit(FormBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = FormBytes, ValueLengthLimit = FormBytes)]
public sealed class ItemImportModel(WorkshopDbContext db, ItemChange change) : PageModel
{
    /// <summary>As many as anybody looks through.</summary>
    public const int ShownRows = 500;

    // A table of the greatest length in UTF-8, and the form around it.
    private const int FormBytes = (3 * ItemCsv.MaxLength) + 100_000;

    [BindProperty(SupportsGet = true, Name = "edition")]
    public string? EditionSlug { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    /// <summary>The revision that the plan was made for.</summary>
    [BindProperty]
    public int BasedOn { get; set; }

    /// <summary>Whether what the table does not name goes.</summary>
    [BindProperty]
    public bool RemovesOthers { get; set; }

    [BindProperty]
    public bool Agreed { get; set; }

    public EditionChoice Choice { get; private set; } = null!;

    public ItemKind Kind => HttpContext.ItemKind();

    /// <summary>Null before there is a table.</summary>
    public ItemPlan? Plan { get; private set; }

    public IReadOnlyList<RowError> Errors { get; private set; } = [];

    /// <summary>"2 created, 1 changed"</summary>
    public string Totals =>
        $"{Count(ImportChange.Created)} created, {Count(ImportChange.Changed)} "
        + $"changed{(RemovesOthers ? $", {Count(ImportChange.Removed)} removed" : "")}";

    public ImmutableArray<string> Unknown { get; private set; } = [];

    public bool IsStale { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await ChooseAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(IFormFile? table, CancellationToken cancellation)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        if (!await ChooseAsync(cancellation))
        {
            return NotFound();
        }

        var seen = BasedOn;
        if (table is not null && !await ReadAsync(table, cancellation))
        {
            return Page();
        }

        // A browser sends line ends as CR LF, and a page must not hold them as characters.
        Text = Text?.Replace("\r\n", "\n", StringComparison.Ordinal);
        var now = await PlanAsync(cancellation);
        ModelState.Clear();
        if (!Agreed || Errors.Count > 0)
        {
            return Page();
        }

        if (seen != now.Number || !await SaveAsync(now, cancellation))
        {
            IsStale = true;
            Response.StatusCode = StatusCodes.Status409Conflict;
            await PlanAsync(cancellation);
            return Page();
        }

        return LocalRedirect(Kind.Place + Choice.Query);
    }

    /// <returns>False where somebody has changed the list since.</returns>
    private async Task<bool> SaveAsync(ItemState now, CancellationToken cancellation)
    {
        var isSame = false;
        await change.SaveAsync(
            HttpContext,
            Choice.Chosen,
            Kind,
            latest =>
            {
                isSame = latest.IsSame(now.Set);
                return isSame ? Plan!.Result : latest;
            },
            $"Imported {Kind.Many.ToLowerInvariant()}: {Totals}",
            cancellation);
        if (!isSame)
        {
            return false;
        }

        TempData["Done"] = Count(ImportChange.Unchanged) == Plan!.Rows.Length
            ? "Everything was there already; nothing is changed."
            : $"The table is imported: {Totals}.";
        return true;
    }

    private int Count(ImportChange change) => Plan!.Rows.Count(row => row.Change == change);

    private async Task<ItemState> PlanAsync(CancellationToken cancellation)
    {
        var now = (await change.ReadAsync(Choice, Kind, revision: null, cancellation))!;
        var table = ItemCsv.Read(Kind, Text ?? "");
        Plan = Kind.Plan(now.Set, table.Rows, now.Context, RemovesOthers);
        Errors = [.. table.Errors.Concat(Plan.Errors).OrderBy(error => error.Row)];
        Unknown = table.Unknown;
        BasedOn = now.Number;
        return now;
    }

    private async Task<bool> ReadAsync(IFormFile table, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await table.CopyToAsync(content, cancellation);
        try
        {
            Text = SourceText.DecodeUtf8(content.ToArray());
            return true;
        }
        catch (BrokenSourceException failure)
        {
            Plan = new ItemPlan(Kind.Read(null), [], 0, []);
            Errors = [new RowError(failure.Line, "", failure.Message.TrimEnd('.'))];
            return false;
        }
    }

    private async Task<bool> ChooseAsync(CancellationToken cancellation)
    {
        if (await EditionChoice.FindAsync(db, EditionSlug, cancellation) is not { } choice)
        {
            return false;
        }

        Choice = choice;
        return true;
    }
}
