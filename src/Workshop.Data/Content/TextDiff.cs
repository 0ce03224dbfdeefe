namespace Workshop.Data.Content;

public enum DiffKind
{
    Same,
    Deleted,
    Inserted,
}

public readonly record struct DiffPiece(DiffKind Kind, string Text);

/// <summary>What differs between two texts: lines first, then words within the lines that have changed.</summary>
/// <param name="Blocks">In order: the same on both sides, or a change. All pieces but the inserted ones are the former text.</param>
/// <param name="IsCoarse">Some of it was too much to be compared word by word.</param>
public sealed record TextDiff(IReadOnlyList<IReadOnlyList<DiffPiece>> Blocks, bool IsCoarse)
{
    public bool IsEmpty => Blocks.All(block => block is [{ Kind: DiffKind.Same }]);

    public static TextDiff Of(string former, string latter)
    {
        var diff = new BoundedDiff();
        var blocks = new List<IReadOnlyList<DiffPiece>>();
        foreach (var (before, after) in diff.Lines(former, latter))
        {
            blocks.Add(before == after
                ? [new DiffPiece(DiffKind.Same, before)]
                : [.. diff.Words(before, after).SelectMany(part => Pieces(part.Before, part.After))]);
        }

        return new TextDiff(blocks, diff.IsCoarse);
    }

    private static IEnumerable<DiffPiece> Pieces(string before, string after)
    {
        if (before == after)
        {
            yield return new DiffPiece(DiffKind.Same, before);
            yield break;
        }

        if (before.Length > 0)
        {
            yield return new DiffPiece(DiffKind.Deleted, before);
        }

        if (after.Length > 0)
        {
            yield return new DiffPiece(DiffKind.Inserted, after);
        }
    }
}
