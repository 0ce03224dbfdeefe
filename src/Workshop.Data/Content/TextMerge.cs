using System.Text;

namespace Workshop.Data.Content;

/// <summary>
/// Three-way merge, line by line. Two changes clash where they touch the same lines, or add at the same place; everything
/// else of both is in the result. What is too much to be compared is one change, so it rather clashes than holds up the lock
/// under which texts are merged. DiffPlex's own merge is not used: of two texts written from an empty one it returns nothing,
/// and calls that a success.
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
            if (changes.Contains(change))
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
        var merged = new StringBuilder();
        var next = 0;
        // What is added before a line comes before the change of that line.
        foreach (var change in changes.OrderBy(change => change.Start).ThenBy(change => change.End))
        {
            Keep(next, change.Start);
            merged.Append(change.Lines);
            next = change.End;
        }

        Keep(next, lines.Length);
        return merged.Length == 0 ? "" : merged.ToString(0, merged.Length - 1);

        void Keep(int start, int end)
        {
            foreach (var line in lines.AsSpan(start, end - start))
            {
                merged.Append(line).Append('\n');
            }
        }
    }

    private static IEnumerable<Change> ChangesOf(string from, string to)
    {
        var line = 0;
        // The last line has an end here like any other, so that what is added behind it does not change it.
        foreach (var (before, after) in new BoundedDiff().Lines(from + "\n", to + "\n"))
        {
            var end = line + before.Count(c => c == '\n');
            if (before != after)
            {
                yield return new Change(line, end, after);
            }

            line = end;
        }
    }

    /// <summary>The ancestor's lines from Start to before End become these, each with its end.</summary>
    private readonly record struct Change(int Start, int End, string Lines)
    {
        public bool Touches(Change other)
        {
            var isAddition = Start == End || other.Start == other.End;
            return isAddition ? Start <= other.End && other.Start <= End : Start < other.End && other.Start < End;
        }
    }
}
