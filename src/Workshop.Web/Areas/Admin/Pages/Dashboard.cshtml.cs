using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Workshop.Web.Areas.Admin.Pages;

/// <summary>What is live, what has changed since, what is scheduled, what happened last.</summary>
public sealed class DashboardModel : PageModel;
