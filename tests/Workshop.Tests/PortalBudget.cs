using System.Collections.Concurrent;
using System.Reflection;
using Xunit.v3;

namespace Workshop.Tests;

/// <summary>Counts the portals that each test class starts, so that none starts more than it has declared.</summary>
internal sealed class PortalBudget
{
    private readonly ConcurrentDictionary<Type, int> _started = [];

    /// <summary>That of this run.</summary>
    public static PortalBudget OfThisRun { get; } = new();

    /// <summary>The class whose test, or whose fixture, is running.</summary>
    /// <exception cref="InvalidOperationException">Another portal is more than the class has declared.</exception>
    public void Spend() => Spend((TestContext.Current.TestClass as IXunitTestClass)?.Class
        ?? throw new InvalidOperationException("A portal is started by a test or by a class fixture."));

    public void Spend(Type testClass)
    {
        var declared = testClass.GetCustomAttribute<StartsPortalsAttribute>();
        if (declared is not null && string.IsNullOrWhiteSpace(declared.Why))
        {
            throw new InvalidOperationException($"{testClass.Name} does not say why it starts more than one portal.");
        }

        var allowed = declared?.Count ?? 1;
        if (_started.AddOrUpdate(testClass, 1, (_, count) => count + 1) > allowed)
        {
            throw new InvalidOperationException(
                $"{testClass.Name} starts more portals than {allowed}. "
                + "Share one (SharedPortal), or declare them: [StartsPortals(count, \"why\")].");
        }
    }
}
