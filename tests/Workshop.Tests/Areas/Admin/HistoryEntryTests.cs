using NodaTime;
using Workshop.Web.Areas.Admin.Pages.Pages.History;

namespace Workshop.Tests.Areas.Admin;

public sealed class HistoryEntryTests
{
    private static readonly Instant Now = RunningPortal.Now;

    [Theory]
    [InlineData("a1 a2 a3", "a1+a2+a3")]
    [InlineData("a1 a2 b3 a4 b5", "a1+a2+a4 b3+b5")]
    [InlineData("a1 b2n a3 b4", "a1 b2n a3 b4")]
    [InlineData("a0 a10 a11", "a0+a10 a11")]
    [InlineData("a0 a6 a12", "a0+a6 a12")]
    [InlineData("a0s a1 a2", "a0s a1+a2")]
    [InlineData("a0 a1s a2", "a0 a1s a2")]
    [InlineData("a0 a1n a2", "a0 a1n a2")]
    [InlineData("a0n a1 a2", "a0n a1+a2")]
    [InlineData("a0 a1L a2", "a0 a1L a2")]
    [InlineData("a0L a1 a2", "a0L a1+a2")]
    [InlineData("a0 a1S a2", "a0 a1S a2")]
    [InlineData("a0 a1A a2", "a0 a1A a2")]
    [InlineData("a0T a1 a2", "a0T+a1+a2")]
    [InlineData("", "")]
    public void Fold_NewestFirst_PutsAutosavesOfOneAuthorWithinTenMinutesTogether(string lines, string expected) =>
        Assert.Equal(
            expected,
            string.Join(' ', HistoryEntry
                .Fold(lines.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Line))
                .Select(entry => string.Join('+', entry.Folded.Prepend(entry.Line).Select(line => line.Author)))));

    /// <summary>
    /// An author's letter, how many minutes ago, and what it is beside an autosave: own Save, Note, Live, Scheduled, set Aside,
    /// laTest.
    /// </summary>
    private static HistoryLine Line(string text)
    {
        var minutes = int.Parse(new string([.. text.Where(char.IsDigit)]), System.Globalization.CultureInfo.InvariantCulture);
        var kind = text[^1];
        string[] roles = kind switch
        {
            'L' =>
            [HistoryLine.Live],
            'S' => [HistoryLine.Scheduled],
            'A' => [HistoryLine.SetAside],
            'T' => [HistoryLine.Latest],
            _ => []
        };
        return new HistoryLine(1, text[0], text, Now - Duration.FromMinutes(minutes), kind == 'n' ? "note" : null, kind != 's', roles);
    }
}
