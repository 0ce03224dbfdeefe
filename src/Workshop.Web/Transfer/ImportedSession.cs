using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.Web.Transfer;

/// <param name="EndsAt">Local, as written; null where a duration was given.</param>
/// <param name="DurationMinutes">Elapsed; null where an end was given, or neither.</param>
/// <param name="Kind">Null says nothing.</param>
/// <param name="Room">Null for none.</param>
/// <param name="People">Null says nothing.</param>
/// <param name="Line">Of the session in its file.</param>
public sealed record ImportedSession(
    string Slug,
    string Title,
    SessionKind? Kind,
    LocalDateTime StartsAt,
    LocalDateTime? EndsAt,
    int? DurationMinutes,
    string? Room,
    ImmutableArray<ImportedParticipant>? People,
    int Line)
{
    /// <summary>When it begins, in the place of <see cref="StartsAt"/>, where the source knows it by its offset.</summary>
    public Instant? At { get; init; }

    /// <summary>Null where the source has none; then the slug tells the session.</summary>
    public Guid? Uid { get; init; }

    /// <summary>By name. Null says nothing, so that what is there stays, and an empty text leaves nothing there.</summary>
    public string? Topic { get; init; }

    /// <summary>Null says nothing.</summary>
    public ImmutableArray<Link>? Links { get; init; }

    /// <summary>Path of the file of the source that the slides are.</summary>
    public string? SlidesFile { get; init; }

    /// <summary>Of <see cref="TextFields"/>, by name. One that is missing says nothing, and an empty one leaves nothing there.</summary>
    public ImmutableDictionary<string, string> Texts { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What has no property of its own here.</summary>
    internal static readonly IReadOnlyList<Field<Session>> TextFields =
        [.. SessionFields.Plain.Except([SessionFields.Title, SessionFields.Kind, SessionFields.Topic, SessionFields.Room])];

    /// <param name="text">Null says nothing.</param>
    internal ImportedSession With(Field<Session> field, string? text) =>
        text is null ? this : this with { Texts = Texts.SetItem(field.Name, text) };
}
