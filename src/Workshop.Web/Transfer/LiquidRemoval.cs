namespace Workshop.Web.Transfer;

/// <summary>
/// Resolves the Liquid that the source's own settings answer. What only Jekyll could compute is left out of the text,
/// so that no reader sees it, and reported with its source, so that no organizer loses it.
/// </summary>
internal sealed class LiquidRemoval(LiquidExpression expression, Func<string, string?> linkTo, LiquidIncludes includes)
{
    private const int MaxQuoted = 120;

    public MappedText Apply(MappedText text, string file, ICollection<ImportFinding> findings)
    {
        var tags = LiquidTag.Scan(text.Text);
        var unclosed = new HashSet<string>();
        var edits = new List<TextEdit>();
        var position = 0;
        for (var index = 0; index < tags.Count; index++)
        {
            var tag = tags[index];
            if (tag.Start < position)
            {
                continue;
            }

            var closing = tag.IsOutput ? null : Closing(tags, index, unclosed);
            if ((tag.IsOutput ? Output(text, tag) : Block(text, tag, closing)) is not { } edit)
            {
                findings.Add(new ImportFinding(file, text.LineAt(tag.Start), FindingKind.Changed, $"Liquid was left out: {Quoted(text.Text[tag.Start..tag.End])}"));
                edit = text.Removal(tag.Start, tag.End);
            }

            var start = Math.Max(edit.Start, position);
            position = edit.Start + edit.Length;
            edits.Add(edit with { Start = start, Length = position - start });
        }

        return text.Apply(edits);
    }

    private static LiquidTag? Closing(List<LiquidTag> tags, int index, HashSet<string> unclosed)
    {
        if (tags[index].Name is not ("comment" or "raw" or "highlight") || unclosed.Contains(tags[index].Name))
        {
            return null;
        }

        var end = tags.FindIndex(index + 1, tag => !tag.IsOutput && tag.Name == "end" + tags[index].Name);
        _ = end < 0 && unclosed.Add(tags[index].Name);
        return end < 0 ? null : tags[end];
    }

    private TextEdit? Output(MappedText text, LiquidTag tag) => expression.Evaluate(tag.Inner) switch
    {
        null => null,
        "" => text.Removal(tag.Start, tag.End),
        var value => new TextEdit(tag.Start, tag.End - tag.Start, value),
    };

    // Jekyll writes code as a block of its own kind; a fence says the same in Markdown.
    private TextEdit? Block(MappedText text, LiquidTag tag, LiquidTag? closing) => (tag.Name, closing) switch
    {
        ("comment", { } end) => text.Removal(tag.Start, end.End),
        ("raw", { } end) => new TextEdit(tag.Start, end.End - tag.Start, text.Text[tag.End..end.Start]),
        ("highlight", { } end) => new TextEdit(
            tag.Start, end.End - tag.Start, $"```{tag.Argument.Split(' ')[0]}\n{text.Text[tag.End..end.Start].Trim('\n').TrimEnd()}\n```"),
        ("link", _) => Link(tag, tag.Argument),
        ("post_url", _) => Link(tag, $"_posts/{tag.Argument}.md"),
        ("include" or "include_cached", _) when includes.Read(tag.Argument, expression, linkTo) is { } included => new TextEdit(tag.Start, tag.End - tag.Start, included),
        _ => null,
    };

    private TextEdit? Link(LiquidTag tag, string file) =>
        linkTo(file) is { } path ? new TextEdit(tag.Start, tag.End - tag.Start, path) : null;

    private static string Quoted(string source)
    {
        var line = string.Join(' ', source.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MaxQuoted ? line : line[..MaxQuoted] + "…";
    }
}
