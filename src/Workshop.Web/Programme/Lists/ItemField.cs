using Workshop.Data.Editions;
using Workshop.Data.Programme;

namespace Workshop.Web.Programme.Lists;

/// <summary>One field of an item as text: what a form, a column of a CSV file and a key of a YAML file have in common.</summary>
/// <param name="Name">As in the document.</param>
/// <param name="Text">Empty where the field is.</param>
/// <param name="Take">The item with another text in the field, or with an objection, such as "is no number".</param>
public sealed record ItemField(
    string Name,
    string Label,
    Func<IProgrammeItem, ItemContext, string> Text,
    Func<IProgrammeItem, string, ItemContext, (IProgrammeItem Item, string? Objection)> Take)
{
    public FieldShape Shape { get; init; }

    /// <summary>In UTF-16 units.</summary>
    public int MaxLength { get; init; } = ProgrammeRules.LineMaxLength;

    public bool IsRequired { get; init; }

    public string? Hint { get; init; }

    /// <summary>Other names that files have for it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether it may name a picture or a document of an import, which then goes into the media library.</summary>
    public bool IsFile { get; init; }

    /// <summary>One cell of a table as a form has it: a list stands there on one line.</summary>
    public Func<string, string> OfCell { get; init; } = cell => cell;

    /// <summary>What can be chosen, where it is a choice; nothing can always be chosen, too.</summary>
    public Func<ItemContext, IEnumerable<FieldChoice>> Choices { get; init; } = _ => [];

    /// <summary>Whether a column or key of this name is meant: case, spaces and punctuation do not count.</summary>
    public bool IsCalled(string name) => Aliases.Append(Name).Append(Label).Any(known => Bare(known) == Bare(name));

    /// <returns>The item itself where the text is what it has, so that nothing changes that nobody changed.</returns>
    public (IProgrammeItem Item, string? Objection) Apply(IProgrammeItem item, string? given, ItemContext context)
    {
        // A browser sends line ends as CR LF, whatever the text had before.
        var text = (given ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim();
        var objection = text.Length > MaxLength ? $"is longer than {MaxLength} characters"
            : !(Shape is FieldShape.Text or FieldShape.Lines ? EditionRules.IsText(text) : EditionRules.IsLine(text)) ? "holds a control character or a line break"
            : text.Length == 0 && IsRequired ? "is missing"
            : null;
        return objection is not null ? (item, objection)
            : text == Text(item, context) ? (item, null)
            : Take(item, text, context);
    }

    internal static string Bare(string name) => new([.. name.ToLowerInvariant().Where(char.IsLetterOrDigit)]);
}
