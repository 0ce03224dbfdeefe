using Workshop.Web.Hosting;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin;

internal static class Showing
{
    /// <summary>Has this replica serve what was just committed, before the organizer is told so.</summary>
    public static async Task ShowAsync(this PublishedSiteStore store)
    {
        try
        {
            await store.ReloadAsync();
        }
        catch (Exception away) when (DatabaseTrouble.ReasonOf(away) is not null)
        {
            // It is saved, and to say otherwise would be wrong; the site follows as soon as the database can be read.
        }
    }
}
