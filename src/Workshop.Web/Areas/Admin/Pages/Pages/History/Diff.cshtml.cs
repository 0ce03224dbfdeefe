using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Data.Content;

namespace Workshop.Web.Areas.Admin.Pages.Pages.History;

/// <summary>What differs between two revisions of a page.</summary>
public sealed class DiffModel(WorkshopDbContext db) : PageModel
{
    // Lines of what is the same, on each side of a change.
    private const int Context = 3;

    /// <summary>A revision's number; by default that of the live one, or of the one before <see cref="To"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public int? From { get; set; }

    /// <summary>A revision's number; by default the latest.</summary>
    [BindProperty(SupportsGet = true)]
    public int? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    public bool IsInline => View == "inline";

    public EditedPage Hand { get; private set; } = null!;

    public PageRevision Former { get; private set; } = null!;

    public PageRevision Latter { get; private set; } = null!;

    public int? Live => Hand.Page.PublishedRevision?.Number;

    /// <summary>What else differs beside the text.</summary>
    public IReadOnlyList<(string Label, TextDiff Diff)> Fields { get; private set; } = [];

    public TextDiff Text { get; private set; } = null!;

    /// <summary>The text's blocks; of one that is the same, only what stands next to a change.</summary>
    public IEnumerable<Part> Parts
    {
        get
        {
            for (var index = 0; index < Text.Blocks.Count; index++)
            {
                foreach (var part in Text.Blocks[index] is [{ Kind: DiffKind.Same } same]
                    ? Shortened(same.Text, hasBefore: index > 0, hasAfter: index + 1 < Text.Blocks.Count)
                    : [new Part(Text.Blocks[index], Unchanged: 0)])
                {
                    yield return part;
                }
            }
        }
    }

    public async Task<IActionResult> OnGetAsync(int id, CancellationToken cancellation)
    {
        if (await EditedPage.FindAsync(db, id, cancellation) is not { } hand)
        {
            return NotFound();
        }

        Hand = hand;
        var to = To ?? hand.Page.LatestRevision!.Number;
        var from = From ?? Live ?? Math.Max(1, to - 1);
        var revisions = await db.Revisions.AsNoTracking()
            .Where(revision => revision.PageId == id && (revision.Number == from || revision.Number == to))
            .ToDictionaryAsync(revision => revision.Number, cancellation);
        if (!revisions.TryGetValue(from, out var former) || !revisions.TryGetValue(to, out var latter))
        {
            return NotFound();
        }

        (Former, Latter) = (former, latter);
        Text = TextDiff.Of(former.Markdown, latter.Markdown);
        (string Label, string? Former, string? Latter)[] fields =
        [
            ("Title", former.Title, latter.Title),
            ("Navigation label", former.NavigationLabel, latter.NavigationLabel),
            ("Description", former.Description, latter.Description),
            ("Layout", former.Layout.ToString().ToLowerInvariant(), latter.Layout.ToString().ToLowerInvariant()),
        ];
        Fields = [.. fields
            .Where(field => field.Former != field.Latter)
            .Select(field => (field.Label, TextDiff.Of(field.Former ?? "", field.Latter ?? "")))];
        return Page();
    }

    private static IEnumerable<Part> Shortened(string text, bool hasBefore, bool hasAfter)
    {
        var lines = text.Split('\n');
        var (head, tail) = (hasBefore ? Context : 0, hasAfter ? Context + 1 : 0);
        if (lines.Length <= head + tail + 2)
        {
            yield return Same(text);
            yield break;
        }

        if (head > 0)
        {
            yield return Same(string.Join('\n', lines[..head]));
        }

        yield return new Part([], lines.Length - head - tail - (!hasAfter && text.EndsWith('\n') ? 1 : 0));
        if (tail > 0)
        {
            yield return Same(string.Join('\n', lines[^tail..]));
        }

        static Part Same(string text) => new([new DiffPiece(DiffKind.Same, text)], Unchanged: 0);
    }

    /// <param name="Unchanged">How many lines are left out in its place.</param>
    public sealed record Part(IReadOnlyList<DiffPiece> Block, int Unchanged);
}
