namespace Workshop.Web.Transfer.Pages;

internal enum PageKind
{
    Page,
    Post,
    Document,
}
