namespace Workshop.Data.Programme;

public enum SessionStatus
{
    Confirmed,
    Cancelled,
}
