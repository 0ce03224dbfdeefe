using System.Collections.Immutable;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Workshop.Web.Rendering.Syntax;

namespace Workshop.Web.Rendering.Html;

/// <summary>The parsed HTML of one text on its way through the passes.</summary>
internal sealed class RenderPage
{
    private const string Prologue = "<!doctype html><html><body>";

    private readonly SourceMap _map;
    private readonly Dictionary<IElement, int> _made = [];
    private readonly Dictionary<IElement, string> _names = [];
    private readonly Dictionary<IElement, IElement> _wrappers = [];

    public RenderPage(string html, SourceMap map, RenderOptions options, List<RenderWarning> warnings)
    {
        _map = map;
        Options = options;
        Warnings = warnings;
        Document = ElementBudget.Parse(Prologue + html);
    }

    public IHtmlDocument Document { get; }

    public IHtmlElement Body => Document.Body!;

    public RenderOptions Options { get; }

    public List<RenderWarning> Warnings { get; }

    public ImmutableArray<OutgoingLink>.Builder Links { get; } = ImmutableArray.CreateBuilder<OutgoingLink>();

    public ImmutableArray<Heading>.Builder Outline { get; } = ImmutableArray.CreateBuilder<Heading>();

    public IReadOnlyList<IElement> All(string selector) => [.. Body.QuerySelectorAll(selector)];

    public void Warn(IElement element, string message) => Warnings.Add(new RenderWarning(LineOf(element), message));

    public int LineOf(IElement element)
    {
        for (IElement? at = element; at is not null && at != Body; at = at.ParentElement)
        {
            if (_made.TryGetValue(at, out var line))
            {
                return line;
            }
            if (at.SourceReference is { } source)
            {
                return _map.LineAt(source.Position.Index - Prologue.Length);
            }
        }

        return 1;
    }

    /// <summary>
    /// The name an element has in the output. A new element in its place would have to be searched for among its siblings, and
    /// could not take over every attribute that the parser lets through.
    /// </summary>
    public string NameOf(IElement element) => _names.GetValueOrDefault(element, element.LocalName);

    public void WriteAs(IElement element, string name) => _names[element] = name;

    /// <summary>An element that the output puts around another; cheap in the same way.</summary>
    public IElement? WrapperOf(IElement element) => _wrappers.GetValueOrDefault(element);

    public void Wrap(IElement element, IElement wrapper) => _wrappers[element] = wrapper;

    public void Replace(IElement old, IElement element)
    {
        _made[element] = LineOf(old);
        old.Parent!.ReplaceChild(element, old);
    }
}
