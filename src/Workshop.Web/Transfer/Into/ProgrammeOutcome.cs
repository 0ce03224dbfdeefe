namespace Workshop.Web.Transfer.Into;

/// <param name="Rooms">Rooms created, changed or removed.</param>
public sealed record ProgrammeOutcome(int Created, int Changed, int Removed, int Unchanged, int Rooms)
{
    /// <summary>Topics and people that came with the sessions.</summary>
    public int Named { get; init; }

    public int Written => Created + Changed + Removed + Rooms + Named;

    /// <summary>Whether this import showed the programme to the public.</summary>
    public bool IsReleased { get; init; }
}
