using System.Globalization;
using Workshop.Data.Content;
using Workshop.Tests.Rendering;

namespace Workshop.Tests.Content;

public sealed class TextDiffTests
{
    [Fact]
    public void Of_OneWordChanged_MarksThatWordAlone()
    {
        var diff = TextDiff.Of("Title\n\nWe meet in Vancouver, at nine.\n", "Title\n\nWe meet in Berlin, at nine.\n");

        Assert.Equal("Title\n\nWe meet in [-Vancouver][+Berlin], at nine.\n", Written(diff));
        Assert.False(diff.IsCoarse);
        Assert.False(diff.IsEmpty);
    }

    [Theory]
    [InlineData("", "", "")]
    [InlineData("same", "same", "same")]
    [InlineData("", "new\n", "[+new\n]")]
    [InlineData("old\n", "", "[-old\n]")]
    [InlineData("a\nb", "a\nb\n", "a\nb[+\n]")]
    [InlineData("a\nb\nc\n", "a\nc\n", "a\n[-b\n]c\n")]
    [InlineData("<b>x</b>", "<i>x</i>", "<[-b][+i]>x</[-b][+i]>")]
    [InlineData("\ud83d\ude00!", "!", "[-\ud83d\ude00]!")]
    public void Of_TwoTexts_HasBothInOrder(string former, string latter, string expected) =>
        Assert.Equal(expected, Written(TextDiff.Of(former, latter)).Replace("][-", "", StringComparison.Ordinal));

    [Fact]
    public void Of_SameText_IsEmpty() => Assert.True(TextDiff.Of("a\nb\n", "a\nb\n").IsEmpty);

    public static TheoryData<string, string, string> LongestTexts()
    {
        var words = Long(i => $"word{i} ");
        var otherWords = Long(i => $"other{i} ");
        var lines = Long(i => $"{i}\n");
        return new()
        {
            { "one line of words, none in common", words, otherWords },
            { "short lines, none in common", lines, Long(i => $"x{i}\n") },
            { "short lines, every other one changed", lines, Long(i => i % 2 == 0 ? $"{i}\n" : $"y{i}\n") },
            { "one letter again and again", Long(_ => "a "), Long(_ => "a a\n") },
            { "a line moved from end to end", lines, lines[2..] + "0\n" },
            { "paragraphs, a word of each changed", Long(i => $"The {i}th paragraph of a text that goes on and on, as texts do.\n\n"), Long(
                i => $"The {i}th paragraph of a page that goes on and on, as texts do.\n\n") },
        };
    }

    [Theory]
    [MemberData(nameof(LongestTexts))]
    public void Of_LongestTexts_TakesNoMoreThanTwoSecondsAndLosesNothing(string name, string former, string latter)
    {
        var began = ThreadTime.Now;

        var diff = TextDiff.Of(former, latter);

        var took = ThreadTime.Now - began;
        Assert.True(took < TimeSpan.FromSeconds(2), $"{name}: {took}");
        Assert.Equal(
            former, string.Concat(
                diff.Blocks.SelectMany(block => block).Where(piece => piece.Kind != DiffKind.Inserted).Select(piece => piece.Text)));
        Assert.Equal(
            latter, string.Concat(
                diff.Blocks.SelectMany(block => block).Where(piece => piece.Kind != DiffKind.Deleted).Select(piece => piece.Text)));
    }

    private static string Long(Func<int, string> part)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; text.Length < PageContent.MarkdownMaxLength; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{part(i)}");
        }

        return text.ToString(0, PageContent.MarkdownMaxLength);
    }

    private static string Written(TextDiff diff) => string.Concat(diff.Blocks.SelectMany(block => block).Select(piece => piece.Kind switch
    {
        DiffKind.Deleted => $"[-{piece.Text}]",
        DiffKind.Inserted => $"[+{piece.Text}]",
        _ => piece.Text,
    }));
}
