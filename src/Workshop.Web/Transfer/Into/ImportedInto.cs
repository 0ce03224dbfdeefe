using Workshop.Web.Programme.Lists;

namespace Workshop.Web.Transfer.Into;

/// <param name="SampleSetAside">The slug of the sample that was current until now; null where none was.</param>
public sealed record ImportedInto(string Slug, string Name, ImportChange Change, bool IsCurrent, string? SampleSetAside);
