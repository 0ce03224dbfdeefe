using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using Workshop.Data.Accounts;
using Workshop.Tests;
using Workshop.Web;
using Workshop.Web.Commands;

namespace Workshop.BrowserTests.Admin;

/// <summary>The sample workshop with an administrator, who changes it: not the portal that the public pages are tested on.</summary>
public sealed class AdminPortal : IAsyncLifetime
{
    private const string Email = "ada@example.org";
    private const string Password = "a long enough pass phrase";

    private readonly TestDatabase _databases = new();
    private WebApplication? _app;
    private string _connectionString = "";

    public Uri Address => new(_app!.Urls.Single());

    public async ValueTask InitializeAsync()
    {
        _connectionString = await _databases.CreateDatabaseAsync();
        var builder = Portal.CreateBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=Warning"]);
        var now = SystemClock.Instance.GetCurrentInstant();
        _app = Portal.Build(builder, _connectionString, (db, cancellation) => FirstEdition.EnsureAsync(db, withSample: true, now, cancellation));
        await _app.StartAsync();
        await using var scope = _app.Services.CreateAsyncScope();
        var ada = new Organizer { UserName = Email, Email = Email, Name = "Ada", Role = OrganizerRole.Administrator, CreatedAt = now };
        Assert.True((await scope.ServiceProvider.GetRequiredService<UserManager<Organizer>>().CreateAsync(ada, Password)).Succeeded);
    }

    /// <summary>A page that has signed in.</summary>
    public static async Task<IPage> SignInAsync(IBrowserContext context)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync("/account/login");
        await page.GetByLabel("Email").FillAsync(Email);
        await page.GetByLabel("Password").FillAsync(Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/admin/");
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await _databases.DropDatabaseAsync(_connectionString);
        await _databases.DisposeAsync();
    }
}
