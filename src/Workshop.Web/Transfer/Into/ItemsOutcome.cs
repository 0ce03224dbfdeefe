namespace Workshop.Web.Transfer.Into;

/// <param name="NotNamed">Items of the list that the file does not name. An import removes none.</param>
public sealed record ItemsOutcome(string File, int Created, int Changed, int Unchanged, int NotNamed);
