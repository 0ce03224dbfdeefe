using Microsoft.AspNetCore.Builder;

namespace Workshop.Tests;

/// <summary>
/// One portal for all tests of a class, which run one after another: a class takes it as
/// <see cref="IClassFixture{T}"/>. A test begins with <see cref="RunningPortal.EmptyAsync"/>, or, where the root of the
/// site is not the point, with an edition of its own (<see cref="RunningPortal.AddAnotherEditionAsync"/>).
/// </summary>
public class SharedPortal(TestDatabase databases) : IAsyncLifetime
{
    private RunningPortal? _portal;

    public RunningPortal Portal => _portal ?? throw new InvalidOperationException("The portal has not been started.");

    /// <summary>What the portal is started with; the later of two of one name counts.</summary>
    protected virtual IEnumerable<string> Settings => [];

    public virtual async ValueTask InitializeAsync() =>
        // All tests of a class come from one address.
        _portal = await RunningPortal.StartAsync(databases, Configure, ["--Workshop:SignIn:TriesPerWindow=100000", .. Settings]);

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_portal is not null)
        {
            await _portal.DisposeAsync();
        }
    }

    /// <summary>For what a class adds to the portal, such as a log that it reads.</summary>
    protected virtual void Configure(WebApplicationBuilder builder)
    {
    }
}
