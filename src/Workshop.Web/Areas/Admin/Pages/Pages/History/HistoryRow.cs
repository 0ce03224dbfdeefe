using NodaTime;

namespace Workshop.Web.Areas.Admin.Pages.Pages.History;

/// <summary>A line of the history with what its buttons need.</summary>
/// <param name="Latest">Number of the latest revision.</param>
/// <param name="Live">Number of the published revision; null where none is.</param>
public sealed record HistoryRow(int PageId, HistoryLine Line, int Latest, int? Live, DateTimeZone Zone);
