using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Workshop.BrowserTests;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Tests;
using Workshop.Web;
using Workshop.Web.Commands;

[assembly: AssemblyFixture(typeof(SamplePortal))]

namespace Workshop.BrowserTests;

/// <summary>The portal with its sample workshop, as the first start leaves it, for every browser test of the run.</summary>
public sealed class SamplePortal : IAsyncLifetime
{
    public const string Password = "a long enough pass phrase";

    private readonly TestDatabase _databases;
    private readonly bool _ownsServer;
    private readonly Action<WebApplicationBuilder> _configure;
    private WebApplication? _app;
    private string _connectionString = "";

    public SamplePortal() => (_databases, _ownsServer, _configure) = (new TestDatabase(), true, _ => { });

    private SamplePortal(TestDatabase databases, Action<WebApplicationBuilder> configure) =>
        (_databases, _configure) = (databases, configure);

    public Uri Address => new(_app!.Urls.Single());

    /// <summary>
    /// Every page of the sitemap, by path, one of the sessions for all of them, and the search: empty, with and without results,
    /// and with a hostile query.
    /// </summary>
    public static IReadOnlyList<string> Pages { get; } =
    [
        "/", "/overview/", "/topics/", "/topics/neuro-inspired-computation/", "/topics/explainable-ai/", "/topics/self-supervised-systems/",
        "/schedule/", "/sessions/panel/", "/call-for-papers/", "/travel-awards/", "/venue/", "/code-of-conduct/",
        "/speakers/", "/accepted-papers/", "/accepted-papers/?q=sleep&decision=Spotlight", "/accepted-papers/?q=xyzzy",
        "/search", "/search?q=neuro", "/search?q=xyzzy", "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
    ];

    /// <summary>Another portal with a database of its own on this one's server, for tests that change what they look at.</summary>
    /// <param name="configure">For what a test adds to the portal, such as a clock.</param>
    internal async Task<SamplePortal> StartAnotherAsync(Action<WebApplicationBuilder>? configure = null)
    {
        var another = new SamplePortal(_databases, configure ?? (_ => { }));
        await another.InitializeAsync();
        return another;
    }

    public async ValueTask InitializeAsync()
    {
        _connectionString = await _databases.CreateDatabaseAsync();
        var builder = Portal.CreateBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Warning"]);
        // As cheap as hashes can be: what they withstand is not what is tested.
        builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1);
        _configure(builder);
        _app = Portal.Build(builder, _connectionString, (db, cancellation) =>
            FirstEdition.EnsureAsync(db, withSample: true, SystemClock.Instance.GetCurrentInstant(), cancellation));
        await _app.StartAsync();
        // The portal listens before the sample is in: on a busy machine, seconds before.
        using var client = new HttpClient { BaseAddress = Address };
        await Eventually.TrueAsync(async () =>
        {
            using var answer = await client.GetAsync("/venue/");
            return answer.IsSuccessStatusCode;
        });
    }

    /// <summary>The same by a name for which browsers allow passkeys without https.</summary>
    public Uri LocalAddress => new UriBuilder(Address) { Host = "localhost" }.Uri;

    public async Task AddOrganizerAsync(string email, OrganizerRole role, string name = "Ada")
    {
        await using var scope = _app!.Services.CreateAsyncScope();
        var organizers = scope.ServiceProvider.GetRequiredService<UserManager<Organizer>>();
        var organizer = new Organizer
        {
            UserName = email,
            Email = email,
            EmailConfirmed = true,
            Name = name,
            Role = role,
            CreatedAt = SystemClock.Instance.GetCurrentInstant(),
        };
        Assert.True((await organizers.CreateAsync(organizer, Password)).Succeeded);
    }

    public WorkshopDbContext OpenDatabase() => WorkshopDbContext.Open(_connectionString);

    public Task HideDatabaseAsync() => _databases.HideDatabaseAsync(_connectionString);

    public Task ShowDatabaseAsync() => _databases.ShowDatabaseAsync(_connectionString);

    public async ValueTask DisposeAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await _databases.DropDatabaseAsync(_connectionString);
        if (_ownsServer)
        {
            await _databases.DisposeAsync();
        }
    }
}
