using Workshop.Data;
using Workshop.Web.Accounts;
using Workshop.Web.Areas.Admin;
using Workshop.Web.Hosting;
using Workshop.Web.Mail;
using Workshop.Web.Media;
using Workshop.Web.Pages;
using Workshop.Web.Publishing;

namespace Workshop.Web;

/// <summary>The composition of the web application: one line for each feature, then the pipeline in the order it runs.</summary>
public static class Portal
{
    /// <param name="args">Settings in the form <c>--Workshop:PublicUrl=https://…</c> and the host's own, such as <c>--urls</c>.</param>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // Named, so that the tests' assembly is not taken for the portal's; the files lie beside it once published.
            ApplicationName = typeof(Portal).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        // A secret can be a file named like its setting: /run/secrets/ConnectionStrings__Workshop.
        builder.Configuration.AddKeyPerFile(builder.Configuration["Workshop:SecretsDirectory"] ?? "/run/secrets", optional: true);
        builder.WebHost.UseStaticWebAssets();
        if (!builder.Environment.IsDevelopment())
        {
            // Built but not published, as by scripts/run, the framework would read and compress each file anew for every reader.
            builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        }

        return builder;
    }

    /// <param name="prepareDatabase">Runs once, as soon as the database can be reached and before it is read from.</param>
    public static WebApplication Build(
        WebApplicationBuilder builder, string connectionString, Func<WorkshopDbContext, CancellationToken, Task> prepareDatabase)
    {
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.LimitRequestSizes();
        // Saves a cached page two hops between threads, a third of what it costs. PageCacheMiddleware minds the rest.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.Host.UseDefaultServiceProvider(container => container.ValidateOnBuild = container.ValidateScopes = true);
        builder.Services.AddWorkshopDatabase(connectionString, prepareDatabase);
        builder.Services.AddSiteUrls(builder.Configuration);
        builder.Services.AddPublishing();
        builder.Services.AddPublicPages();
        builder.Services.AddAccounts(builder.Configuration);
        builder.Services.AddFirstAdministrator(builder.Configuration);
        builder.Services.AddMail(builder.Configuration);
        builder.Services.AddMedia();
        builder.Services.AddAdminArea();
        builder.Services.AddSecurityHeaders(builder.Configuration);
        builder.Services.AddCompression();
        builder.Services.AddErrorPages();
        builder.Services.AddRateLimits(builder.Configuration);
        builder.Services.AddClientAddress(builder.Configuration);

        var app = builder.Build();
        app.UsePageCache();
        app.UseHttpsForOrganizers();
        app.UseClientAddress();
        app.UsePublicAddress();
        app.UseSecurityHeaders();
        app.UsePrivateAnswers();
        app.UseResponseCompression();
        app.UseErrorPages();
        app.UseRouting();
        app.UseRequestSizes();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapStaticAssets();
        app.MapHealth();
        app.MapTheme();
        app.MapMedia();
        app.MapSitemap();
        app.MapFeed();
        app.MapPublicPages();
        return app;
    }
}
