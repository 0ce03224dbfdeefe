using Workshop.Web.Hosting;

namespace Workshop.Tests.Publishing;

public sealed class BackOffTests
{
    [Fact]
    public void Next_AgainAndAgain_GrowsUpToItsBound()
    {
        var backOff = new BackOff();

        var waits = Enumerable.Range(0, 2000).Select(_ => backOff.Next().TotalMilliseconds).ToList();

        Assert.InRange(waits[0], 75, 100);
        Assert.InRange(waits[1], 150, 200);
        Assert.InRange(waits[4], 1200, 1600);
        Assert.All(waits.Skip(5), wait => Assert.InRange(wait, 2250, 3000));
        Assert.True(waits.Skip(5).Distinct().Count() > 1, "Two replicas would come back at the same moment.");
    }

    [Fact]
    public void Reset_AfterFailures_BeginsAnew()
    {
        var backOff = new BackOff();
        Assert.True(backOff.IsFresh);

        _ = (backOff.Next(), backOff.Next(), backOff.Next());
        Assert.False(backOff.IsFresh);
        backOff.Reset();

        Assert.True(backOff.IsFresh);
        Assert.InRange(backOff.Next().TotalMilliseconds, 75, 100);
    }
}
