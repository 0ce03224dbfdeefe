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

        var regions = RegionsOf(ancestor, mine, theirs);
        return regions.Exists(region => region.Clashes) ? null : Put(ancestor, regions);
    }

    /// <summary>What there is to put together by hand: the changes of both, and where they clash, my lines and then theirs.</summary>
    /// <inheritdoc cref="Merge"/>
    public static string KeepBoth(string ancestor, string mine, string theirs) => Put(ancestor, RegionsOf(ancestor, mine, theirs));

    private static List<Region> RegionsOf(string ancestor, string mine, string theirs)
    {
        var lines = ancestor.Split('\n');
        // What is added before a line comes before the change of that line.
        var changes = ChangesOf(ancestor, mine).Select(change => (Change: change, IsMine: true))
            .Concat(ChangesOf(ancestor, theirs).Select(change => (Change: change, IsMine: false)))
            .OrderBy(both => both.Change.Start).ThenBy(both => both.Change.End);
        var regions = new List<Region>();
        foreach (var (change, isMine) in changes)
        {
            if (regions is not [.., var last] || !(isMine ? last.Theirs : last.Mine).Exists(change.Touches))
            {
                regions.Add(last = new Region(lines));
            }

            (isMine ? last.Mine : last.Theirs).Add(change);
        }

        return regions;
    }

    private static string Put(string ancestor, List<Region> regions)
    {
        var lines = ancestor.Split('\n');
        var merged = new StringBuilder();
        var next = 0;
        foreach (var region in regions)
        {
            Keep(merged, lines, next, region.Start);
            merged.Append(region.Text);
            next = region.End;
        }

        Keep(merged, lines, next, lines.Length);
        return merged.Length == 0 ? "" : merged.ToString(0, merged.Length - 1);
    }

    private static void Keep(StringBuilder text, string[] lines, int start, int end)
    {
        foreach (var line in lines.AsSpan(start, end - start))
        {
            text.Append(line).Append('\n');
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

    /// <summary>Lines of the ancestor that one of the two has changed, or both where their changes touch.</summary>
    private sealed class Region(string[] ancestor)
    {
        public List<Change> Mine { get; } = [];

        public List<Change> Theirs { get; } = [];

        public int Start => Mine.Concat(Theirs).Min(change => change.Start);

        public int End => Mine.Concat(Theirs).Max(change => change.End);

        public bool Clashes => Mine.Count > 0 && Theirs.Count > 0 && Of(Mine) != Of(Theirs);

        public string Text => Clashes ? Of(Mine) + Of(Theirs) : Of(Mine.Count > 0 ? Mine : Theirs);

        private string Of(List<Change> changes)
        {
            var text = new StringBuilder();
            var next = Start;
            foreach (var change in changes)
            {
                Keep(text, ancestor, next, change.Start);
                text.Append(change.Lines);
                next = change.End;
            }

            Keep(text, ancestor, next, End);
            return text.ToString();
        }
    }
}
