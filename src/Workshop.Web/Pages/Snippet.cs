using Microsoft.AspNetCore.Html;
using Workshop.Web.Publishing;
using Workshop.Web.Rendering.Html;

namespace Workshop.Web.Pages;

/// <summary>
/// Words round a match. PostgreSQL puts noncharacters round what it found; they become elements here, in between texts that
/// are encoded one by one, so that nothing of a page or a query can become markup.
/// </summary>
internal static class Snippet
{
    private const char Start = '\uFDD0';
    private const char Stop = '\uFDD1';

    /// <summary>Not worth an ellipsis, such as the full stop that PostgreSQL leaves out.</summary>
    private const int Ellipsis = 4;

    /// <summary>Bounds what PostgreSQL has to go through for one search; few pages are longer.</summary>
    private const int SearchedLength = 20_000;

    /// <summary>For <c>ts_headline</c>.</summary>
    public static readonly string Options =
        $"StartSel=\"{Start}\", StopSel=\"{Stop}\", MaxFragments=1, MinWords=16, MaxWords=32, ShortWord=0";

    /// <summary>The text of a page as <c>ts_headline</c> gets it.</summary>
    public static string TextOf(PublishedPage page)
    {
        var text = page.Lead is { } lead ? $"{lead} {page.Body.PlainText}" : page.Body.PlainText;
        return (text.Length <= SearchedLength ? text : ElementText.Cut(text, SearchedLength)).Replace(Start, ' ').Replace(Stop, ' ');
    }

    /// <param name="headline">From <c>ts_headline</c>.</param>
    /// <param name="text">What it was made of.</param>
    /// <returns>Null where nothing is marked.</returns>
    public static IHtmlContent? Of(string headline, string text)
    {
        var pieces = headline.Split(Start);
        if (pieces.Length == 1)
        {
            return null;
        }

        var words = headline.Replace($"{Start}", "", StringComparison.Ordinal).Replace($"{Stop}", "", StringComparison.Ordinal);
        var start = text.IndexOf(words, StringComparison.Ordinal);
        var html = new HtmlContentBuilder();
        html.Append(start is >= 0 and <= Ellipsis ? text[..start] : "… ").Append(pieces[0]);
        foreach (var piece in pieces.Skip(1))
        {
            var stop = piece.IndexOf(Stop, StringComparison.Ordinal);
            html.AppendHtml("<mark>").Append(piece[..stop]).AppendHtml("</mark>").Append(piece[(stop + 1)..]);
        }

        var end = start + words.Length;
        return html.Append(start >= 0 && text.Length - end <= Ellipsis ? text[end..] : " …");
    }
}
