using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Workshop.Tests.Accounts;

/// <summary>One portal for all tests of a class, whose time they set. It goes on from one test to the next.</summary>
public sealed class PortalWithClock(TestDatabase databases) : SharedPortal(databases)
{
    public TestClock Clock { get; } = new();

    protected override void Configure(WebApplicationBuilder builder) => builder.Services.AddSingleton<TimeProvider>(Clock);
}
