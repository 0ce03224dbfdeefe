using Microsoft.AspNetCore.Mvc.RazorPages;
using Workshop.Web.Accounts;
using Workshop.Web.Areas.Admin.Pages;
using Workshop.Web.Areas.Admin.Pages.Items;
using Workshop.Web.Areas.Admin.Pages.MediaLibrary;
using Workshop.Web.Areas.Admin.Pages.Pages;
using Workshop.Web.Areas.Admin.Pages.ProgrammeList;
using Workshop.Web.Areas.Admin.Pages.Settings;

namespace Workshop.Web.Areas.Admin;

internal static class AdminArea
{
    public const string Name = "Admin";

    private static readonly string[] ForAdministrators = ["/People", "/Settings", "/Audit"];

    /// <summary>One policy for the whole area, stated once: a page that is added is guarded before it is written.</summary>
    public static void AddAdminArea(this IServiceCollection services)
    {
        services.AddScoped<PageLinks>();
        services.AddScoped<LinkChange>();
        services.AddScoped<SettingsChange>();
        services.AddScoped<ItemChange>();
        services.AddScoped<PageEditing>();
        services.AddScoped<EditorPresence>();
        services.AddScoped<MediaUpload>();
        services.AddScoped<ProgrammeChange>();
        services.AddSingleton<PortalWarnings>();
        services.Configure<RazorPagesOptions>(pages =>
        {
            pages.Conventions.AuthorizeAreaFolder(Name, "/", Policies.Organizer);
            pages.Conventions.AddItemPages();
            foreach (var folder in ForAdministrators)
            {
                pages.Conventions.AuthorizeAreaFolder(Name, folder, Policies.Administrator);
            }
        });
    }
}
