using Workshop.Data.Programme;
using Workshop.Web.Transfer.Schedule;

namespace Workshop.Web.Transfer;

/// <param name="Name">Of one of the people, or words such as "The organizers".</param>
/// <param name="Role">Null where the source knows of none.</param>
public sealed record ImportedParticipant(string Name, ParticipantRole? Role = null)
{
    /// <summary>As our own <c>schedule.xml</c> has it (<see cref="ScheduleConventions"/>), which tells people of one name apart.</summary>
    public Guid? Uid { get; init; }
}
