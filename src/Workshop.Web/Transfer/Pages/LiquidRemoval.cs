using System.Text.RegularExpressions;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Pages;

/// <summary>
/// Resolves the Liquid that the source's own settings answer. What only Jekyll could compute is left out of the text,
/// so that no reader sees it, and reported with its source, so that no organizer loses it.
/// </summary>
internal sealed partial class LiquidRemoval(LiquidExpression expression, Func<string, string?> linkTo, LiquidIncludes includes)
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
                edit = Unanswered(text, tag, out var what);
                findings.Add(new ImportFinding(
                    file, text.LineAt(tag.Start), FindingKind.Changed, $"{what}: {Quoted(text.Text[tag.Start..tag.End])}"));
            }

            edit = LiquidTag.Trim(edit, tag, closing ?? tag, text.Text);
            position = edit.Start + edit.Length;
            edits.Add(edit);
        }

        return text.Apply(edits);
    }

    private static LiquidTag? Closing(List<LiquidTag> tags, int index, HashSet<string> unclosed)
    {
        if (tags[index].Name is not ("raw" or "highlight") || unclosed.Contains(tags[index].Name))
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

    private TextEdit? Block(MappedText text, LiquidTag tag, LiquidTag? closing) => (tag.Name, closing) switch
    {
        ("raw", { } end) => new TextEdit(tag.Start, end.End - tag.Start, text.Text[tag.End..end.Start]),
        ("highlight", { } end) => Fence(text.Text, tag, end),
        ("link" or "post_url", _) when linkTo(LinkedFile(tag)) is { } path => new TextEdit(tag.Start, tag.End - tag.Start, path),
        ("include" or "include_cached", _) when includes.Read(tag.Argument, expression, linkTo) is { } included => new TextEdit(
            tag.Start, tag.End - tag.Start, included),
        _ => null,
    };

    // Jekyll writes code as a block of its own kind; a fence says the same in Markdown.
    private static TextEdit Fence(string text, LiquidTag tag, LiquidTag end)
    {
        var code = RawTag().Replace(text[tag.End..end.Start], "").Trim('\n').TrimEnd();
        var fence = new string('`', Math.Max(3, 1 + Backticks().Matches(code).Select(run => run.Length).DefaultIfEmpty().Max()));
        var line = text.AsSpan(0, tag.Start)[(text.AsSpan(0, tag.Start).LastIndexOf('\n') + 1)..];
        var indent = line.IsWhiteSpace() ? line.ToString() : "";
        return new TextEdit(tag.Start, end.End - tag.Start, $"{fence}{tag.Argument.Split(' ')[0]}\n{code}\n{indent}{fence}");
    }

    private static TextEdit Unanswered(MappedText text, LiquidTag tag, out string what)
    {
        if (tag.Name is "link" or "post_url")
        {
            // Better a link that leads nowhere than one that leads to its own page.
            what = "The link leads to no page of this site";
            return new TextEdit(tag.Start, tag.End - tag.Start, "/" + LinkedFile(tag));
        }

        what = !tag.IsOutput && tag.Name is "if" or "unless" or "case"
            ? "Liquid was left out, and the text of every branch was kept"
            : "Liquid was left out";
        return text.Removal(tag.Start, tag.End);
    }

    private static string LinkedFile(LiquidTag tag) => tag.Name == "link" ? tag.Argument : $"_posts/{tag.Argument}.md";

    private static string Quoted(string source)
    {
        var line = string.Join(' ', source.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MaxQuoted ? line : line[..MaxQuoted] + "…";
    }

    [GeneratedRegex(@"\{%-?\s*(end)?raw\s*-?%\}", RegexOptions.NonBacktracking)]
    private static partial Regex RawTag();

    [GeneratedRegex("`+", RegexOptions.NonBacktracking)]
    private static partial Regex Backticks();
}
