namespace Workshop.Data.Programme;

public enum DocumentKind
{
    Programme,

    /// <summary>Deadlines, sponsors and news.</summary>
    Notices,
}
