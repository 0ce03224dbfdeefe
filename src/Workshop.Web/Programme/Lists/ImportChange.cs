namespace Workshop.Web.Programme.Lists;

public enum ImportChange
{
    Unchanged,
    Created,
    Changed,
    Removed,
}
