namespace Workshop.Data.Programme;

public enum ParticipantRole
{
    Speaker,
    Chair,
    Panelist,
    Organizer,
}
