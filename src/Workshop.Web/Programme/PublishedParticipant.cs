using Workshop.Data.Programme;

namespace Workshop.Web.Programme;

/// <param name="Person">Null for words such as "The organizers".</param>
public sealed record PublishedParticipant(string Name, Person? Person, ParticipantRole Role);
