using Workshop.Data.Content;

namespace Workshop.Web.Areas.Admin.Pages.Pages;

/// <summary>What a new page begins with, so that nobody begins with nothing.</summary>
internal static class PageTemplate
{
    public static string Of(PageLayout layout) => layout switch
    {
        PageLayout.Overview => """
            Say in two or three sentences what this workshop is about and who should come.

            ## Dates

            - **Submission:** day and month
            - **Notification:** day and month

            ## Organizers

            Who you are, and how to reach you.

            """,
        PageLayout.Topic => """
            Say what this topic is about.

            ## Questions

            - What do we want to find out?

            ## Reading

            - Author, *Title*, year

            """,
        PageLayout.Topics => "Say what the topics have in common. The pages in the layout “topic” are listed below this text.\n",
        PageLayout.Schedule => "Say what attendees should know about the programme. The sessions are listed below this text.\n",
        PageLayout.People => "Say who is behind the workshop. The people of the programme who have a role are listed below this text.\n",
        PageLayout.Papers => "Say how the papers were chosen. The papers of the programme are listed below this text.\n",
        _ => """
            Say in a sentence what this page is for.

            ## First section

            Write here.

            """,
    };

    public static string Named(PageLayout layout) => layout switch
    {
        PageLayout.Overview => "Overview: a front page with the facts and the ways in",
        PageLayout.Topic => "Topic: listed on the topics page, with its neighbours",
        PageLayout.Topics => "Topics: lists all topics",
        PageLayout.Schedule => "Schedule: lists the programme",
        PageLayout.People => "People: lists speakers, organizers and committee",
        PageLayout.Papers => "Papers: lists the papers, with a filter",
        _ => "Page: text with a table of contents",
    };
}
