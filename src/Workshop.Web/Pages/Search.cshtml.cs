using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Workshop.Data;
using Workshop.Web.Hosting;
using Workshop.Web.Publishing;

namespace Workshop.Web.Pages;

/// <summary>
/// Searches every edition's pages. The database finds page and revision; what is shown comes from the request's snapshot, so
/// what that does not hold, such as a draft, cannot be shown whatever is found.
/// </summary>
[EnableRateLimiting(RateLimits.Search)]
public sealed class SearchModel(WorkshopDbContext db) : PageModel, ISitePage
{
    /// <summary>More are not read through; another word narrows them.</summary>
    public const int MostResults = 20;

    public PublishedSite Site => HttpContext.PublishedSite();

    public PublishedEdition? Edition => Site.Current;

    public string Title => Query.IsEmpty ? "Search" : $"Search: {Query.Text}";

    public string? Description => null;

    public string? CanonicalUrl => null;

    public SearchQuery Query { get; private set; } = SearchQuery.Of(null);

    public IReadOnlyList<Result> Results { get; private set; } = [];

    public bool HasMore { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? q, CancellationToken cancellation)
    {
        // What somebody looked for is nobody else's business, and a publish is to be found at once. Not no-store, with
        // which some browsers ask the network again when the reader comes back from a result.
        Response.Headers.CacheControl = "private, no-cache";
        if (!Site.IsLoaded)
        {
            return StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        Query = SearchQuery.Of(q);
        if (!Query.IsEmpty)
        {
            await FindAsync(cancellation);
        }

        return Page();
    }

    private async Task FindAsync(CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        // The server's own bound: one of ours would leave it at work on what nobody waits for any more.
        await db.Database.ExecuteSqlAsync($"SET LOCAL statement_timeout = '2s'", cancellation);
        // As English, as it stands, and with the last word as the beginning of one. Materialized, because a planner that knows
        // the words reads every revision instead of the index: it does not count what fetching a long value costs.
        var hits = await db.Database.SqlQuery<Hit>($"""
            WITH asked AS MATERIALIZED (
                SELECT websearch_to_tsquery('english', {Query.Text})
                    || websearch_to_tsquery('simple', {Query.Text})
                    || (websearch_to_tsquery('english', {Query.BeforeBeginning}) && to_tsquery('english', {Query.Beginning}))
                    || (websearch_to_tsquery('simple', {Query.BeforeBeginning}) && to_tsquery('simple', {Query.Beginning})) AS query
            )
            SELECT page.id AS page_id, revision.id AS revision_id, asked.query::text AS query
            FROM asked
            JOIN page_revisions revision ON revision.words @@ asked.query
            JOIN content_pages page ON page.published_revision_id = revision.id
            JOIN editions edition ON edition.id = page.edition_id
            ORDER BY edition.is_current DESC, ts_rank(revision.words, asked.query, 1) DESC, page.position, page.id
            LIMIT {MostResults + 1}
            """).ToListAsync(cancellation);
        HasMore = hits.Count > MostResults;
        var wanted = hits.Select(hit => (hit.PageId, hit.RevisionId)).ToHashSet();
        var published = Site.Editions
            .SelectMany(edition => edition.Pages, (edition, page) => (In: edition, Page: page))
            .Where(found => wanted.Contains((found.Page.Id, found.Page.RevisionId)))
            .ToDictionary(found => (found.Page.Id, found.Page.RevisionId));
        var shown = hits
            .Take(MostResults)
            .Select(hit => (hit.PageId, hit.RevisionId))
            .Where(published.ContainsKey)
            .Select(key => published[key])
            .ToList();
        if (shown.Count == 0)
        {
            return;
        }

        var texts = shown.Select(found => Snippet.TextOf(found.Page)).ToArray();
        var headlines = await db.Database.SqlQuery<string>($"""
            SELECT ts_headline('english', text, {hits[0].Query}::tsquery, {Snippet.Options}) AS "Value"
            FROM unnest({texts}) WITH ORDINALITY AS texts (text, place)
            ORDER BY place
            """).ToListAsync(cancellation);
        Results = [.. shown.Zip(texts, headlines).Select(found => new Result(
            found.First.In,
            found.First.Page,
            Snippet.Of(found.Third, found.Second) ?? new HtmlContentBuilder().Append(found.First.Page.Description)))];
    }

    /// <param name="Snippet">Encoded: words round the match, or else what the page says of itself.</param>
    public sealed record Result(PublishedEdition In, PublishedPage Page, IHtmlContent Snippet)
    {
        /// <summary>The pages that its address goes through, outermost first.</summary>
        public IEnumerable<PublishedPage> Above =>
            In.Pages
                .Where(other => other.Key.Length > 0 && Page.Key.StartsWith(other.Key + "/", StringComparison.Ordinal))
                .OrderBy(other => other.Key.Length);
    }

    private sealed record Hit(int PageId, int RevisionId, string Query);
}
