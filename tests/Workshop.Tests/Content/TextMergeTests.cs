using CsCheck;
using Workshop.Data.Content;
using Workshop.Tests.Rendering;

namespace Workshop.Tests.Content;

public sealed class TextMergeTests
{
    // Few different lines, so that texts have much in common.
    private static readonly Gen<string> Text = Gen.Int[0, 3].Select(i => new[] { "a", "b", "c", "" }[i]).List[0, 8].Select(
        lines => string.Join('\n', lines));

    [Theory]
    [InlineData("a\nb\nc\nd", "A\nb\nc\nd", "a\nb\nc\nD", "A\nb\nc\nD")]
    [InlineData("a\nb\nc\nd", "a\nc\nd", "a\nb\nc\nd\ne", "a\nc\nd\ne")]
    [InlineData("a\nb", "a\nB", "a\nB", "a\nB")]
    [InlineData("a\nb\nc", "x\na\nb\nc", "a\nb\nc\ny", "x\na\nb\nc\ny")]
    [InlineData("a\n\nb", "A\n\nb", "a\n\nB", "A\n\nB")]
    public void Merge_DisjointChanges_HasBoth(string ancestor, string mine, string theirs, string expected)
    {
        Assert.Equal(expected, TextMerge.Merge(ancestor, mine, theirs));
        Assert.Equal(expected, TextMerge.Merge(ancestor, theirs, mine));
    }

    [Theory]
    [InlineData("", "mine", "theirs")]
    [InlineData("a", "mine", "theirs")]
    [InlineData("a\nb", "a\nx\nb", "a\ny\nb")]
    [InlineData("a\nb\nc", "a\nc", "a\nB\nc")]
    [InlineData("a\nb\nc", "a\nb\nc\nmine", "a\nb\nc\ntheirs")]
    public void Merge_SameLinesChanged_Clashes(string ancestor, string mine, string theirs)
    {
        Assert.Null(TextMerge.Merge(ancestor, mine, theirs));
        Assert.Null(TextMerge.Merge(ancestor, theirs, mine));
    }

    [Fact]
    public void Merge_AnyTexts_IsSymmetricAndKeepsEveryNewLine() => Gen.Select(Text, Text, Text).Sample((ancestor, mine, theirs) =>
    {
        // Marked, so that what each has added can be told from the rest.
        mine = mine.Replace("c", "mine", StringComparison.Ordinal);
        theirs = theirs.Replace("c", "theirs", StringComparison.Ordinal);
        var merged = TextMerge.Merge(ancestor, mine, theirs);

        Assert.Equal(merged, TextMerge.Merge(ancestor, theirs, mine));
        Assert.Equal(mine, TextMerge.Merge(ancestor, mine, ancestor));
        Assert.Equal(theirs, TextMerge.Merge(ancestor, ancestor, theirs));
        Assert.Equal(mine, TextMerge.Merge(ancestor, mine, mine));
        if (merged is not null)
        {
            Assert.Equal(Count(mine, "mine"), Count(merged, "mine"));
            Assert.Equal(Count(theirs, "theirs"), Count(merged, "theirs"));
        }
    });

    [Theory]
    [InlineData("a\nb\nc", "A\nmine\nc", "a\ntheirs\nc\nd", "A\nmine\na\ntheirs\nc\nd")]
    [InlineData("", "mine", "theirs", "mine\ntheirs")]
    [InlineData("a\nb", "a\nB", "A\nb", "A\nB")]
    [InlineData("a\nb\nc", "a\nc", "a\nB\nc", "a\nB\nc")]
    public void KeepBoth_WhereTheyClash_HasMyLinesAndThenTheirs(string ancestor, string mine, string theirs, string expected) =>
        Assert.Equal(expected, TextMerge.KeepBoth(ancestor, mine, theirs));

    [Fact]
    public void KeepBoth_AnyTexts_HasEveryNewLineAndIsTheMergeWhereNothingClashes() =>
        Gen.Select(Text, Text, Text).Sample((ancestor, mine, theirs) =>
    {
        mine = mine.Replace("c", "mine", StringComparison.Ordinal);
        theirs = theirs.Replace("c", "theirs", StringComparison.Ordinal);
        var both = TextMerge.KeepBoth(ancestor, mine, theirs);

        Assert.Equal(Count(mine, "mine"), Count(both, "mine"));
        Assert.Equal(Count(theirs, "theirs"), Count(both, "theirs"));
        Assert.Equal(both, TextMerge.Merge(ancestor, mine, theirs) ?? both);
    });

    [Fact]
    public void Merge_LongestTextsThatDifferEverywhere_ClashesWithinSeconds()
    {
        var (ancestor, mine, theirs) = (Long(i => i % 7), Long(i => i % 8), Long(i => i % 9));
        var began = ThreadTime.Now;

        Assert.Null(TextMerge.Merge(ancestor, mine, theirs));
        var took = ThreadTime.Now - began;
        Assert.True(took < TimeSpan.FromSeconds(4), $"{took}");

        static string Long(Func<int, int> line) => string.Join('\n', Enumerable.Range(0, PageContent.MarkdownMaxLength / 2).Select(line));
    }

    [Fact]
    public void Merge_LongestTextsThatDifferInTwoPlaces_HasBoth()
    {
        var lines = Enumerable.Range(0, PageContent.MarkdownMaxLength / 2).Select(i => $"{i % 10}").ToArray();
        var ancestor = string.Join('\n', lines);
        var mine = "mine\n" + ancestor;
        var theirs = ancestor + "\ntheirs";

        Assert.Equal("mine\n" + ancestor + "\ntheirs", TextMerge.Merge(ancestor, mine, theirs));
    }

    private static int Count(string text, string line) => text.Split('\n').Count(other => other == line);
}
