using Workshop.Web.Programme;

namespace Workshop.Web.Areas.Admin.Pages.ProgrammeList;

/// <summary>One session of a draft, for <c>_Session.cshtml</c>.</summary>
/// <param name="Moves">Null while its forms are not drawn: those of all sessions at once would be a page of megabytes.</param>
public sealed record DraftSession(EditionChoice Choice, DraftSchedule Draft, PublishedSession Session, SessionMoves? Moves);

/// <summary>The forms of the session that is being moved.</summary>
/// <param name="Focused">The control that is to have the focus; null for none.</param>
/// <param name="Refusal">Null where it was done.</param>
public sealed record SessionMoves(MoveInput Input, string? Focused, MoveRefusal? Refusal);

/// <summary>Why nothing was done.</summary>
/// <param name="Field">The one of <see cref="MoveInput"/> that it is about; null where it is about none.</param>
/// <param name="IsAmbiguous">The time comes twice, and is to be sent again with which of the two is meant.</param>
public sealed record MoveRefusal(string Text, string? Field = null, bool IsAmbiguous = false)
{
    /// <summary>The name of what was used.</summary>
    public string? Control { get; init; }
}
