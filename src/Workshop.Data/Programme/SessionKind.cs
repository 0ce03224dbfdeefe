namespace Workshop.Data.Programme;

public enum SessionKind
{
    Other,
    Keynote,
    Talk,
    Spotlight,
    Panel,
    PosterSession,
    Break,
    Social,
}
