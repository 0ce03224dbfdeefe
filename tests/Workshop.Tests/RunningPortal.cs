using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Npgsql;
using Workshop.Data;
using Workshop.Data.Content;
using Workshop.Data.Editions;
using Workshop.Tests.Accounts;
using Workshop.Web;
using Workshop.Web.Publishing;

namespace Workshop.Tests;

/// <summary>The portal as it runs for readers: its own pipeline on a real port, with a database of its own.</summary>
public sealed class RunningPortal : IAsyncDisposable
{
    public static readonly Instant Now = Instant.FromUtc(2024, 9, 1, 12, 0);

    private readonly string _connectionString;
    private readonly WebApplication _app;
    private readonly TestDatabase? _databases;
    private int _editions;

    /// <param name="databases">Null where the database is not this portal's to drop.</param>
    private RunningPortal(string connectionString, WebApplication app, TestDatabase? databases)
    {
        (this._connectionString, this._app, this._databases) = (connectionString, app, databases);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        Client = new HttpClient(handler) { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public PublishedSite Site => Services.GetRequiredService<PublishedSiteStore>().Current;

    public static Task<RunningPortal> StartAsync(TestDatabase databases, params string[] settings) =>
        StartAsync(databases, _ => { }, settings);

    /// <param name="configure">For what a test adds to the portal, such as a log that it reads.</param>
    public static async Task<RunningPortal> StartAsync(
        TestDatabase databases, Action<WebApplicationBuilder> configure, params string[] settings)
    {
        var connectionString = await databases.CreateDatabaseAsync();
        var app = await StartAsync(connectionString, configure, (_, _) => Task.CompletedTask, settings);
        return new RunningPortal(connectionString, app, databases);
    }

    /// <summary>On a database that is the test's to make, to prepare and to drop.</summary>
    public static async Task<RunningPortal> StartOnAsync(
        string connectionString,
        Action<WebApplicationBuilder> configure,
        Func<WorkshopDbContext, CancellationToken, Task>? prepare = null,
        params string[] settings) =>
        new(connectionString, await StartAsync(
            connectionString, configure, prepare ?? ((_, _) => Task.CompletedTask), settings), databases: null);

    /// <summary>Without any database, for settings with which no portal gets as far as needing one.</summary>
    public static Task<RunningPortal> StartNowhereAsync(params string[] settings) =>
        StartOnAsync("Host=nowhere.invalid;Database=nowhere", _ => { }, prepare: null, settings);

    /// <summary>Another portal on this one's database. Dispose it first.</summary>
    public Task<RunningPortal> StartReplicaAsync(params string[] settings) => StartReplicaAsync(_ => { }, settings);

    public Task<RunningPortal> StartReplicaAsync(Action<WebApplicationBuilder> configure, params string[] settings) =>
        StartOnAsync(_connectionString, configure, prepare: null, settings);

    public WorkshopDbContext OpenDatabase() => WorkshopDbContext.Open(_connectionString);

    /// <summary>Leaves what a portal has that was started just now: no edition, no organizer, an empty site.</summary>
    public async Task EmptyAsync()
    {
        // It would bring in what is to be gone.
        await this.FirstAdministratorDoneAsync();
        await using (var db = OpenDatabase())
        {
            await TestDatabase.EmptyAsync(db);
        }

        await ReloadAsync();
    }

    /// <summary>An edition beside all others, under a slug of its own.</summary>
    public Task<Edition> AddAnotherEditionAsync() => AddEditionAsync($"edition-{Interlocked.Increment(ref _editions)}", isCurrent: false);

    public async Task<Edition> AddEditionAsync(string slug = "2024", bool isCurrent = true)
    {
        await using var db = OpenDatabase();
        var edition = new Edition
        {
            Slug = slug,
            Name = $"NeuroAI {slug}",
            TimeZone = "America/Vancouver",
            IsCurrent = isCurrent,
            StartsOn = new LocalDate(2024, 12, 14),
            Accent = "#8a2be2",
        };
        db.Add(edition);
        await db.SaveChangesAsync();
        await ReloadAsync();
        return edition;
    }

    public async Task<ContentPage> PublishAsync(Edition edition, string permalink, PageContent content, bool inNavigation = true)
    {
        await using var db = OpenDatabase();
        var writer = new PageWriter(db);
        var page = await writer.CreateAsync(edition, Permalink.Parse(permalink), content, "Ada", Now, CancellationToken.None);
        page.InNavigation = inNavigation;
        await writer.PublishAsync(page, page.LatestRevision!, Now, CancellationToken.None);
        await db.SaveChangesAsync();
        await ReloadAsync();
        return page;
    }

    public Task<ContentPage> PublishAsync(
        Edition edition, string permalink, string title, string markdown = "Text.", PageLayout layout = PageLayout.Page) =>
        PublishAsync(edition, permalink, new PageContent { Title = title, Markdown = markdown, Layout = layout });

    /// <summary>Writes a new text and publishes it, without telling this or any other portal.</summary>
    public async Task PublishAgainAsync(ContentPage page, PageContent content)
    {
        await using var db = OpenDatabase();
        var stored = await db.Pages.Include(p => p.LatestRevision).SingleAsync(p => p.Id == page.Id);
        var writer = new PageWriter(db);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var revision = await writer.SaveAsync(stored, content, "Ada", null, Now, CancellationToken.None);
        await writer.PublishAsync(stored, revision, Now, CancellationToken.None);
        await transaction.CommitAsync();
    }

    /// <summary>As whoever publishes on this replica does, after the commit.</summary>
    public Task ReloadAsync() => Services.GetRequiredService<PublishedSiteStore>().ReloadAsync();

    /// <summary>The document at a path that answers 200.</summary>
    public async Task<IDocument> ReadAsync(string path)
    {
        using var answer = await Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }

    public Task HideDatabaseAsync() => _databases!.HideDatabaseAsync(_connectionString);

    public async Task ShowDatabaseAsync()
    {
        await _databases!.ShowDatabaseAsync(_connectionString);

        // What was connected before is not any more, and the first failure clears the test's pool of it.
        await Eventually.TrueAsync(async () =>
        {
            await using var db = OpenDatabase();
            try
            {
                await db.Database.ExecuteSqlRawAsync("SELECT 1");
                return true;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        });
    }

    public Task LoseDatabaseAsync() => _databases!.DropDatabaseAsync(_connectionString);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await (_databases?.DropDatabaseAsync(_connectionString) ?? Task.CompletedTask);
    }

    private static async Task<WebApplication> StartAsync(
        string connectionString,
        Action<WebApplicationBuilder> configure,
        Func<WorkshopDbContext, CancellationToken, Task> prepare,
        params string[] settings)
    {
        var builder = Portal.CreateBuilder(
            ["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Warning", .. settings]);
        // What makes a password slow to guess is not what the tests are about.
        builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1);
        configure(builder);
        var app = Portal.Build(builder, connectionString, prepare);
        try
        {
            // Not sooner, because a portal that its settings stop has cost next to nothing.
            PortalBudget.OfThisRun.Spend();
            await app.StartAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }
}
