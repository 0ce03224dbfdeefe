using NodaTime;

namespace Workshop.Data.Programme;

/// <summary>What the text of a field and what may stand there depend on, beside what it is a field of.</summary>
/// <param name="Zone">The edition's: in which moments are written down.</param>
/// <param name="Now">When a piece of news is from that says nothing else.</param>
public sealed record FieldContext(DateTimeZone Zone, Instant Now)
{
    /// <summary>For what depends on nothing.</summary>
    public static readonly FieldContext None = new(DateTimeZone.Utc, default);

    public FieldChoices Rooms { get; private init; } = FieldChoices.None;

    public FieldChoices Topics { get; private init; } = FieldChoices.None;

    public FieldChoices People { get; private init; } = FieldChoices.None;

    public FieldChoices Sessions { get; private init; } = FieldChoices.None;

    /// <summary>In which what the document has can be named.</summary>
    public static FieldContext Of(ProgrammeDocument document, DateTimeZone zone, Instant now = default) => new(zone, now)
    {
        Rooms = FieldChoices.Of(document.Rooms),
        Topics = FieldChoices.Of(document.Topics),
        People = FieldChoices.Of(document.People),
        Sessions = FieldChoices.Of(document.Sessions),
    };
}
