namespace Workshop.Web.Transfer;

internal enum PageKind
{
    Page,
    Post,
    Document,
}
