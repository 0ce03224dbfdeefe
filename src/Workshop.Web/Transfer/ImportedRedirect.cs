using Workshop.Data.Content;

namespace Workshop.Web.Transfer;

/// <param name="Line">0 where the address follows from the file's name.</param>
public sealed record ImportedRedirect(Permalink From, int Line);
