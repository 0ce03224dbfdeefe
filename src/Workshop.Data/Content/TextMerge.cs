using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace Workshop.Data.Content;

/// <summary>
/// Three-way merge, line by line. Two changes clash where they touch the same lines, or add at the same place; everything
/// else of both is in the result. DiffPlex finds the changes. Its own merge is not used: of two texts written from an empty
/// one it returns nothing, and calls that a success.
/// </summary>
public static class TextMerge
{
    /// <summary>The texts' lines end in <c>\n</c>.</summary>
    /// <returns>Null where the two clash.</returns>
    public static string? Merge(string ancestor, string mine, string theirs)
    {
        if (mine == theirs || theirs == ancestor)
        {
            return mine;
        }

        if (mine == ancestor)
        {
            return theirs;
        }

        var changes = new List<Change>();
        changes.AddRange(ChangesOf(ancestor, mine));
        foreach (var change in ChangesOf(ancestor, theirs))
        {
            if (changes.Exists(change.Equals))
            {
                continue;
            }

            if (changes.Exists(change.Touches))
            {
                return null;
            }

            changes.Add(change);
        }

        return Apply(ancestor.Split('\n'), changes);
    }

    private static string Apply(string[] lines, List<Change> changes)
    {
        var merged = new List<string>();
        var next = 0;
        // What is added before a line comes before the change of that line.
        foreach (var change in changes.OrderBy(change => change.Start).ThenBy(change => change.End))
        {
            merged.AddRange(lines[next..change.Start]);
            merged.AddRange(change.Lines);
            next = change.End;
        }

        merged.AddRange(lines[next..]);
        return string.Join('\n', merged);
    }

    private static IEnumerable<Change> ChangesOf(string from, string to)
    {
        var diff = Differ.Instance.CreateDiffs(from, to, ignoreWhiteSpace: false, ignoreCase: false, LineChunker.Instance);
        return diff.DiffBlocks.Select(block => Change.Of(block, diff.PiecesNew));
    }

    /// <summary>The ancestor's lines from Start to before End become these.</summary>
    private sealed record Change(int Start, int End, IReadOnlyList<string> Lines)
    {
        public static Change Of(DiffBlock block, IReadOnlyList<string> pieces) => new(
            block.DeleteStartA, block.DeleteStartA + block.DeleteCountA, [.. pieces.Skip(block.InsertStartB).Take(block.InsertCountB)]);

        public bool Touches(Change other)
        {
            var isAddition = Start == End || other.Start == other.End;
            return isAddition ? Start <= other.End && other.Start <= End : Start < other.End && other.Start < End;
        }

        public bool Equals(Change? other) => other is not null && Start == other.Start && End == other.End && Lines.SequenceEqual(other.Lines);

        public override int GetHashCode() => HashCode.Combine(Start, End, Lines.Count);
    }
}
