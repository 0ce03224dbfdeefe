namespace Workshop.Web.Transfer.Into;

public sealed record MediaOutcome(string File, string Address, bool IsNew);
