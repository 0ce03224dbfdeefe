namespace Workshop.Tests;

public sealed class PortalBudgetTests
{
    private readonly PortalBudget _budget = new();

    [Fact]
    public void Spend_OneMoreThanDeclared_IsRefusedWithWhatToDo()
    {
        _budget.Spend(typeof(SaysNothing));
        _budget.Spend(typeof(SaysTwo));
        _budget.Spend(typeof(SaysTwo));

        var second = Assert.Throws<InvalidOperationException>(() => _budget.Spend(typeof(SaysNothing)));
        var third = Assert.Throws<InvalidOperationException>(() => _budget.Spend(typeof(SaysTwo)));

        Assert.StartsWith("SaysNothing starts more portals than 1. Share one (SharedPortal)", second.Message, StringComparison.Ordinal);
        Assert.StartsWith("SaysTwo starts more portals than 2.", third.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Spend_ClassThatDoesNotSayWhy_IsRefused()
    {
        var refused = Assert.Throws<InvalidOperationException>(() => _budget.Spend(typeof(SaysNotWhy)));

        Assert.Contains("does not say why", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OfPortalsInTheseTests_IsCountedForThisClass()
    {
        // Not declared here, so the first is allowed and the second is not; neither gets as far as a database.
        PortalBudget.OfThisRun.Spend();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningPortal.StartNowhereAsync());

        Assert.StartsWith("PortalBudgetTests starts more portals than 1.", refused.Message, StringComparison.Ordinal);
    }

    private sealed class SaysNothing;

    [StartsPortals(2, "each has a setting of its own")]
    private sealed class SaysTwo;

    [StartsPortals(2, " ")]
    private sealed class SaysNotWhy;
}
