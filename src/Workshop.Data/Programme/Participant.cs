namespace Workshop.Data.Programme;

/// <summary>Somebody in a session: one of <see cref="ProgrammeDocument.People"/>, or words such as "The organizers".</summary>
/// <param name="Person">Slug; null where <paramref name="Name"/> says it.</param>
public sealed record Participant(string? Person, string? Name = null, ParticipantRole Role = ParticipantRole.Speaker);
