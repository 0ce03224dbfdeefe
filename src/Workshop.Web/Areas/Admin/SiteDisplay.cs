using Workshop.Web.Hosting;
using Workshop.Web.Publishing;

namespace Workshop.Web.Areas.Admin;

internal static class SiteDisplay
{
    /// <summary>Has this replica show what was just committed, so that whoever did it sees it at their next look.</summary>
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
