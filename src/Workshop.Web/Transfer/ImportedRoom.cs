namespace Workshop.Web.Transfer;

/// <param name="Location">Null says nothing: what is there stays.</param>
/// <param name="Capacity">Null says nothing.</param>
public sealed record ImportedRoom(string Name, string? Location, int? Capacity = null);
