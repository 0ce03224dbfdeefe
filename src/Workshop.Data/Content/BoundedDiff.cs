using System.Text.RegularExpressions;
using DiffPlex;

namespace Workshop.Data.Content;

/// <summary>
/// Where two texts differ, by lines or by words. DiffPlex takes quadratic time over texts that have little in common: what is
/// the same at both ends is set aside first, and where the rest would still be too much, it counts as changed as a whole.
/// </summary>
internal sealed partial class BoundedDiff
{
    // In pairs of lines or words, taken for the worst case; about a second of work for all comparisons of one instance.
    private long _budget = 200_000_000;

    /// <summary>Some of it was too much to be compared.</summary>
    public bool IsCoarse { get; private set; }

    /// <returns>In order: parts that are equal, or a change. Together they are the two texts.</returns>
    public IEnumerable<(string Before, string After)> Lines(string before, string after) => Compare(before, after, LinePattern);

    /// <inheritdoc cref="Lines"/>
    public IEnumerable<(string Before, string After)> Words(string before, string after) => Compare(before, after, WordPattern);

    private IEnumerable<(string Before, string After)> Compare(string one, string other, Regex pieces)
    {
        var (before, after) = (Split(one, pieces), Split(other, pieces));
        var start = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        var common = Math.Min(before.Count, after.Count) - start;
        var end = before
            .AsEnumerable()
            .Reverse()
            .Zip(after.AsEnumerable().Reverse())
            .Take(common)
            .TakeWhile(pair => pair.First == pair.Second)
            .Count();
        var (head, tail) = (Text(before, 0, start), Text(before, before.Count - end, end));
        var (left, right) = (Text(before, start, before.Count - end - start), Text(after, start, after.Count - end - start));
        long size = before.Count + after.Count - (2 * (start + end));
        var isTooMuch = size * size > _budget;
        var isWhole = left.Length == 0 || right.Length == 0 || isTooMuch;
        _budget -= isWhole ? 0 : size * size;
        IsCoarse |= isTooMuch && left.Length > 0 && right.Length > 0;
        var middle = isWhole ? [(left, right)] : Differences(left, right, pieces);
        return middle.Prepend((head, head)).Append((tail, tail)).Where(part => part != ("", ""));
    }

    private static IEnumerable<(string Before, string After)> Differences(string one, string other, Regex pieces)
    {
        var diff = Differ.Instance.CreateDiffs(one, other, ignoreWhiteSpace: false, ignoreCase: false, new Chunker(pieces));
        var done = 0;
        foreach (var block in diff.DiffBlocks)
        {
            var same = Text(diff.PiecesOld, done, block.DeleteStartA - done);
            yield return (same, same);
            yield return (
                Text(diff.PiecesOld, block.DeleteStartA, block.DeleteCountA),
                Text(diff.PiecesNew, block.InsertStartB, block.InsertCountB));
            done = block.DeleteStartA + block.DeleteCountA;
        }

        var rest = Text(diff.PiecesOld, done, diff.PiecesOld.Count - done);
        yield return (rest, rest);
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
    private static partial Regex LinePattern { get; }

    [GeneratedRegex(@"\w+|\s+|[^\w\s]", RegexOptions.CultureInvariant)]
    private static partial Regex WordPattern { get; }

    private sealed class Chunker(Regex pieces) : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => Split(text, pieces);
    }
}
