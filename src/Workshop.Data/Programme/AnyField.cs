namespace Workshop.Data.Programme;

/// <summary>
/// What there is to know of a field, whatever it is a field of. A field is declared once, in a table such as
/// <see cref="SessionFields"/>; forms, tables, files, differences, merges and rules follow from that.
/// </summary>
/// <param name="Name">As in the document.</param>
/// <param name="Label">For people.</param>
public abstract record AnyField(string Name, string Label)
{
    public FieldShape Shape { get; init; }

    /// <summary>Of what is typed or read, in UTF-16 units.</summary>
    public int MaxLength { get; init; } = ProgrammeRules.LineMaxLength;

    public bool IsRequired { get; init; }

    /// <summary>What a form says where it is missing.</summary>
    public Objection Missing { get; init; } = new("is missing");

    public string? Hint { get; init; }

    /// <summary>What it is called in the sentence of an objection.</summary>
    public string Noun { get; init; } = Label.ToLowerInvariant();

    /// <summary>What the files of our own call it.</summary>
    public string Key { get; init; } = Name;

    /// <summary>Other names that files have for it.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Whether it may name a picture or a document of an import, which then goes into the media library.</summary>
    public bool IsFile { get; init; }

    /// <summary>One cell of a table as a form has it: a list stands there on one line.</summary>
    public Func<string, string> OfCell { get; init; } = cell => cell;

    /// <summary>What can be chosen, where it is a choice.</summary>
    public Func<FieldContext, FieldChoices> Choices { get; init; } = _ => FieldChoices.None;

    /// <summary>What stands there where nothing is chosen.</summary>
    public string Nothing { get; init; } = "None";

    /// <summary>Whether forms and files have more than one text for it, such as rows, and so a way of their own.</summary>
    public bool IsStructured { get; init; }

    /// <summary>Whether the item is called by it. That an item has a name is asked of all items alike.</summary>
    public bool IsName { get; init; }

    /// <summary>Whether a column or key of this name is meant: case, spaces and punctuation do not count.</summary>
    public bool IsCalled(string name) => Aliases.Append(Key).Append(Name).Append(Label).Any(known => Bare(known) == Bare(name));

    public static string Bare(string name) => new([.. name.ToLowerInvariant().Where(char.IsLetterOrDigit)]);

    /// <summary>A text as a field can have it. A browser sends line ends as CR LF, whatever the text had before.</summary>
    public static string Typed(string? given) =>
        (given ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim();

    /// <summary>What is wrong with a text, before anything is made of it.</summary>
    public Objection? ObjectionTo(string text) => Shape is FieldShape.Text or FieldShape.Lines
        ? FieldRules.Text(text, MaxLength)
        : FieldRules.Line(text, MaxLength);
}
