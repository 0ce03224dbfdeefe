using System.Text.RegularExpressions;
using DiffPlex;

namespace Workshop.Data.Content;

public enum DiffKind
{
    Same,
    Deleted,
    Inserted,
}

public readonly record struct DiffPiece(DiffKind Kind, string Text);

/// <summary>
/// What differs between two texts: lines first, then words within the lines that have changed. DiffPlex takes quadratic time
/// over texts that have little in common; where that would be too long, what is left counts as changed as a whole.
/// </summary>
/// <param name="Blocks">In order: the same on both sides, or a change. All pieces but the inserted ones are the former text.</param>
/// <param name="IsCoarse">Some of it was too much to be compared word by word.</param>
public sealed partial record TextDiff(IReadOnlyList<IReadOnlyList<DiffPiece>> Blocks, bool IsCoarse)
{
    // In pairs of lines or words, taken for the worst case; about a second of work.
    private const long Budget = 200_000_000;

    public bool IsEmpty => Blocks.All(block => block is [{ Kind: DiffKind.Same }]);

    public static TextDiff Of(string former, string latter)
    {
        var budget = Budget;
        var isCoarse = false;
        var blocks = new List<IReadOnlyList<DiffPiece>>();
        foreach (var (before, after) in Compare(former, latter, Lines))
        {
            blocks.Add(before == after
                ? [new DiffPiece(DiffKind.Same, before)]
                : [.. Compare(before, after, Words).SelectMany(part => Pieces(part.Before, part.After))]);
        }

        return new TextDiff(blocks, isCoarse);

        IEnumerable<(string Before, string After)> Compare(string one, string other, Regex pieces)
        {
            var (before, after) = (Split(one, pieces), Split(other, pieces));
            var start = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
            var common = Math.Min(before.Count, after.Count) - start;
            var end = before.AsEnumerable().Reverse().Zip(after.AsEnumerable().Reverse()).Take(common).TakeWhile(pair => pair.First == pair.Second).Count();
            var (head, tail) = (Text(before, 0, start), Text(before, before.Count - end, end));
            var (left, right) = (Text(before, start, before.Count - end - start), Text(after, start, after.Count - end - start));
            long size = before.Count + after.Count - (2 * (start + end));
            var isTooMuch = size * size > budget;
            var isWhole = left.Length == 0 || right.Length == 0 || isTooMuch;
            budget -= isWhole ? 0 : size * size;
            isCoarse |= isTooMuch && left.Length > 0 && right.Length > 0;
            var middle = isWhole ? [(left, right)] : Differences(left, right, pieces);
            return middle.Prepend((head, head)).Append((tail, tail)).Where(part => part != ("", ""));
        }
    }

    private static IEnumerable<(string Before, string After)> Differences(string one, string other, Regex pieces)
    {
        var diff = Differ.Instance.CreateDiffs(one, other, ignoreWhiteSpace: false, ignoreCase: false, new Chunker(pieces));
        var done = 0;
        foreach (var block in diff.DiffBlocks)
        {
            var same = Text(diff.PiecesOld, done, block.DeleteStartA - done);
            yield return (same, same);
            yield return (Text(diff.PiecesOld, block.DeleteStartA, block.DeleteCountA), Text(diff.PiecesNew, block.InsertStartB, block.InsertCountB));
            done = block.DeleteStartA + block.DeleteCountA;
        }

        var rest = Text(diff.PiecesOld, done, diff.PiecesOld.Count - done);
        yield return (rest, rest);
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

    private static string Text(IReadOnlyList<string> pieces, int start, int count) => string.Concat(pieces.Skip(start).Take(count));

    private static List<string> Split(string text, Regex pieces)
    {
        var found = new List<string>();
        foreach (var match in pieces.EnumerateMatches(text))
        {
            found.Add(text.Substring(match.Index, match.Length));
        }

        return found;
    }

    [GeneratedRegex(@"[^\n]*\n|[^\n]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Lines { get; }

    [GeneratedRegex(@"\w+|\s+|[^\w\s]", RegexOptions.CultureInvariant)]
    private static partial Regex Words { get; }

    private sealed class Chunker(Regex pieces) : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => Split(text, pieces);
    }
}
