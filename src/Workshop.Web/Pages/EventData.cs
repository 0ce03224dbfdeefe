using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Workshop.Data.Content;
using Workshop.Web.Programme;
using Workshop.Web.Publishing;

namespace Workshop.Web.Pages;

/// <summary>What search engines read of the workshop and its sessions: JSON-LD by schema.org's <c>Event</c>.</summary>
internal static class EventData
{
    /// <param name="absolute">Gives an address from the root of the site its beginning.</param>
    /// <returns>JSON in which <c>&lt;</c>, <c>&gt;</c> and <c>&amp;</c> are escaped; null for a page that is about no event.</returns>
    public static string? Of(ISitePage page, Func<string, string> absolute)
    {
        var data = page switch
        {
            { CanonicalUrl: null } => null,
            SessionPage { Published.IsPlaced: true } session => EventOf(session, absolute),
            IContentPage { Published.Layout: PageLayout.Schedule } content => EventOf(content.Edition, absolute),
            // Its sessions are on the schedule: a thousand of them would be most of the front page.
            IContentPage content when content.Published == content.Edition.Home => Frame(content.Edition, absolute),
            _ => null,
        };
        if (data is null)
        {
            return null;
        }

        data.Insert(0, "@context", "https://schema.org");
        // The serializer's default, which escapes whatever could end the element that it stands in.
        return data.ToJsonString(JsonSerializerOptions.Default);
    }

    private static JsonObject? EventOf(PublishedEdition edition, Func<string, string> absolute)
    {
        if (Frame(edition, absolute) is not { } data)
        {
            return null;
        }

        data["subEvent"] = new JsonArray(
            [.. edition.Programme.Sessions.Where(session => !session.IsPause).Select(session => EventOf(edition, session, absolute))]);
        return data;
    }

    private static JsonObject EventOf(SessionPage page, Func<string, string> absolute)
    {
        var data = EventOf(page.In, page.Published, absolute);
        data["description"] = page.Description;
        data["superEvent"] = Frame(page.In, absolute);
        return data;
    }

    private static JsonObject? Frame(PublishedEdition edition, Func<string, string> absolute)
    {
        var days = edition.Programme.Days;
        if ((edition.StartsOn ?? (days.IsEmpty ? null : days[0].Date)) is not { } first)
        {
            return null;
        }

        return new JsonObject
        {
            ["@type"] = "Event",
            ["name"] = edition.Name,
            ["description"] = edition.Tagline ?? edition.Event ?? edition.Name,
            ["url"] = absolute(edition.HomeUrl),
            ["startDate"] = TimeText.Machine(first),
            ["endDate"] = TimeText.Machine(edition.EndsOn ?? (days.IsEmpty ? first : LocalDate.Max(first, days[^1].Date))),
            ["eventStatus"] = Status(isCancelled: false),
            ["eventAttendanceMode"] = "https://schema.org/OfflineEventAttendanceMode",
            ["location"] = PlaceOf(edition, room: null),
            ["organizer"] = new JsonObject { ["@type"] = "Organization", ["name"] = edition.Name, ["url"] = absolute(edition.HomeUrl) },
        };
    }

    private static JsonObject EventOf(PublishedEdition edition, PublishedSession session, Func<string, string> absolute)
    {
        var data = new JsonObject
        {
            ["@type"] = "Event",
            ["name"] = session.Title,
            ["url"] = absolute(edition.UrlOf(session)),
            ["startDate"] = TimeText.Machine(session.Start),
            ["endDate"] = TimeText.Machine(session.End),
            ["eventStatus"] = Status(session.IsCancelled),
            ["location"] = PlaceOf(edition, session.Room?.Name),
        };
        if (session.People.Any(participant => participant.Person is not null))
        {
            data["performer"] = new JsonArray(
                [.. session.People
                    .Where(participant => participant.Person is not null)
                    .Select(participant => new JsonObject { ["@type"] = "Person", ["name"] = participant.Name })]);
        }

        return data;
    }

    private static JsonObject PlaceOf(PublishedEdition edition, string? room)
    {
        var place = new JsonObject { ["@type"] = "Place", ["name"] = room ?? edition.Venue ?? edition.City ?? edition.Name };
        if (edition.City is { } city)
        {
            place["address"] = city;
        }

        return place;
    }

    private static string Status(bool isCancelled) =>
        isCancelled ? "https://schema.org/EventCancelled" : "https://schema.org/EventScheduled";
}
