using System.Collections.Immutable;

namespace Workshop.Web.Transfer.Sources;

/// <summary>The import as a whole cannot be done; nothing has been changed.</summary>
public sealed class ImportRefusedException(ImmutableArray<ImportFinding> reasons)
    : Exception(string.Join(Environment.NewLine, reasons.Select(reason => reason.ToString())))
{
    public ImportRefusedException(string file, string reason)
        : this([new ImportFinding(file, 0, FindingKind.Error, reason)])
    {
    }

    public ImmutableArray<ImportFinding> Reasons { get; } = reasons;
}
