using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Workshop.Data.Content;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>Which pages of an edition somebody wants to see. What is empty, or no state, narrows nothing.</summary>
public sealed class PageFilter
{
    public static readonly IReadOnlyList<(string Name, string Label, Func<PageLine, bool> Fits)> States =
    [
        ("draft", "Draft", line => line is { IsLive: false, PublishAt: null }),
        ("live", "Live", line => line.IsLive),
        ("changed", "Live, unpublished changes", line => line.IsChanged),
        ("scheduled", "Scheduled", line => line.PublishAt is not null),
    ];

    /// <summary>Part of the title, the address or the text, as last saved.</summary>
    [FromQuery(Name = "q")]
    public string? Text { get; set; }

    /// <summary>A name of <see cref="States"/>.</summary>
    [FromQuery(Name = "state")]
    public string? State { get; set; }

    public bool IsOn => !string.IsNullOrWhiteSpace(Text) || States.Any(state => state.Name == State);

    /// <summary>As part of an address of the list.</summary>
    public QueryString QueryIn(EditionChoice choice) => QueryString.Create(
        new[] { ("edition", choice.Chosen.IsCurrent ? null : choice.Chosen.Slug), ("q", Text), ("state", State) }
            .Where(pair => !string.IsNullOrEmpty(pair.Item2))
            .Select(pair => KeyValuePair.Create(pair.Item1, pair.Item2)));

    public IQueryable<ContentPage> Apply(IQueryable<ContentPage> pages)
    {
        if (string.IsNullOrWhiteSpace(Text))
        {
            return pages;
        }

        var escaped = Text
            .Trim()
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal);
        // PostgreSQL has no NUL in a text, so none can be found.
        var pattern = $"%{escaped.Replace('\0', '\uFFFD')}%";
        return pages.Where(page =>
            EF.Functions.ILike(page.LatestRevision!.Title, pattern, "\\")
                || EF.Functions.ILike(page.Permalink, pattern, "\\")
                || EF.Functions.ILike(page.LatestRevision.Markdown, pattern, "\\"));
    }

    public bool Fits(PageLine line) => States.FirstOrDefault(state => state.Name == State) is not { Fits: { } fits } || fits(line);
}
