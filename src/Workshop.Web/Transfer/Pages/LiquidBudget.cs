using Workshop.Data.Content;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>
/// What the Liquid of one page may write in all, its includes and every step of its filters counted: a few tags can stand for
/// gigabytes.
/// </summary>
/// <param name="line">On which the page's text begins.</param>
internal sealed class LiquidBudget(int line)
{
    private int _left = PageContent.MarkdownMaxLength * 2;

    /// <exception cref="BrokenSourceException">The page has written too much.</exception>
    public string Spend(string text)
    {
        _left -= text.Length;
        return _left >= 0 ? text : throw new BrokenSourceException(
            line, $"The page's Liquid writes more than {PageContent.MarkdownMaxLength * 2} characters.");
    }
}
