namespace Workshop.Data.Programme;

public enum PersonRole
{
    Speaker,
    Organizer,
    Committee,
}
