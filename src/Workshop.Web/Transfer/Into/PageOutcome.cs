using System.Collections.Immutable;
using Workshop.Web.Programme.Lists;

namespace Workshop.Web.Transfer.Into;

/// <param name="Change">Of the text: a first revision, another one, or none.</param>
/// <param name="IsPublishedNow">Whether this import moved the pointer of what the public sees.</param>
/// <param name="IsDraft">Whether the source holds the page back.</param>
/// <param name="IsMoved">Whether its place in the navigation changed; of a page that was there before.</param>
public sealed record PageOutcome(
    string File,
    string Permalink,
    string Title,
    ImportChange Change,
    bool IsPublishedNow,
    bool IsDraft,
    bool IsMoved,
    ImmutableArray<string> RedirectsAdded);
