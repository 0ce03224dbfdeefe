using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Workshop.Web.Rendering.Html;

/// <summary>
/// Bounds the tree of one text while it is made. An HTML parser copies every formatting element that was left open into
/// each block that follows, and which end tags it ignores hangs on all that stands around them; so the elements
/// themselves are counted, copies too, where the parser asks for them.
/// </summary>
internal sealed class ElementBudget : IElementFactory<Document, HtmlElement>
{
    /// <summary>Markdown alone makes at most one element of two characters (cells of a table).</summary>
    private const int MaxElements = Data.Content.PageContent.MarkdownMaxLength;

    /// <summary>Browsers nest no deeper; what walks the tree may recurse.</summary>
    private const int MaxDepth = 512;

    private static readonly IElementFactory<Document, HtmlElement> Elements = BrowsingContext
        .New()
        .GetService<IElementFactory<Document, HtmlElement>>()!;

    private int _elements;

    /// <exception cref="TooMuchHtml">Too many elements, nested too deep, or with too much in their copied attributes.</exception>
    public static IHtmlDocument Parse(string html)
    {
        var context = BrowsingContext.New(Configuration.Default.WithOnly<IElementFactory<Document, HtmlElement>>(new ElementBudget()));
        var document = new HtmlParser(new HtmlParserOptions { IsKeepingSourceReferences = true }, context).ParseDocument(html);
        Measure(document.Body!);
        return document;
    }

    public HtmlElement Create(Document document, string localName, string? prefix = null, NodeFlags flags = NodeFlags.None) =>
        ++_elements <= MaxElements ? Elements.Create(document, localName, prefix!, flags) : throw new TooMuchHtml();

    private static void Measure(IElement root)
    {
        long length = 0;
        var pending = new Stack<(IElement Element, int Depth)>([(root, 0)]);
        while (pending.TryPop(out var item))
        {
            length += item.Element.Attributes.Sum(attribute => attribute.Name.Length + attribute.Value.Length);
            if (item.Depth > MaxDepth || length > HtmlOutput.MaxLength)
            {
                throw new TooMuchHtml();
            }

            foreach (var child in item.Element.ChildNodes.OfType<IElement>())
            {
                pending.Push((child, item.Depth + 1));
            }
        }
    }
}
