using NodaTime;
using NodaTime.Text;
using Workshop.Data.Accounts;

namespace Workshop.Web.Areas.Admin.Pages.People;

/// <summary>How roles and times are said on the pages about people.</summary>
internal static class PeopleText
{
    private static readonly InstantPattern Time = InstantPattern.CreateWithInvariantCulture("d MMM uuuu, HH:mm 'UTC'");

    public static string Said(this Instant instant) => Time.Format(instant);

    public static string Said(this OrganizerRole role) => role == OrganizerRole.Administrator ? "administrator" : "organizer";
}
