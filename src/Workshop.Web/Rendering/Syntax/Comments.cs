using System.Text;

namespace Workshop.Web.Rendering.Syntax;

/// <summary>
/// Takes out what comments say before anything reads the text, since a comment that goes on beyond its list item, quote
/// or paragraph is none for CommonMark, and organizers keep passwords in them. An empty comment stays in each one's
/// place, so that it parts two lists, or keeps an HTML block together, as the whole one did.
/// </summary>
internal sealed class Comments
{
    public const string Empty = "<!---->";

    // The first line after a comment that spanned lines, and how many lines of the source are missing before it.
    private readonly List<(int Line, int Missing)> _shifts = [];

    public Comments(string markdown, List<RenderWarning> warnings)
    {
        var text = new StringBuilder(markdown.Length);
        var end = 0;
        var line = 1;
        var missing = 0;
        foreach (var part in MarkdownParts.Scan(markdown).Where(part => part.Kind == MarkdownPartKind.Comment))
        {
            line += markdown.AsSpan(end, part.Start - end).Count('\n');
            text.Append(markdown, end, part.Start - end);
            end = part.Start;
            if (!part.IsClosed)
            {
                WarnIfVisible(markdown, part.Start, line, warnings);
                break;
            }

            end = part.End;
            text.Append(Empty);
            if (markdown.AsSpan(part.Start, part.End - part.Start).Count('\n') is var lines and > 0)
            {
                missing += lines;
                _shifts.Add((line + 1, missing));
            }
        }

        Text = text.Append(markdown, end, markdown.Length - end).ToString();
    }

    public string Text { get; }

    /// <param name="line">One-based, in <see cref="Text"/>.</param>
    /// <returns>The line of the source.</returns>
    public int SourceLine(int line)
    {
        var index = _shifts.BinarySearch((line, int.MaxValue));
        index = index < 0 ? ~index - 1 : index;
        return index < 0 ? line : line + _shifts[index].Missing;
    }

    /// <summary>At the start of a block CommonMark hides a comment that is never closed, which the block's writer reports; elsewhere it is text.</summary>
    /// <param name="line">In <see cref="Text"/>, as for all warnings until they are done.</param>
    private static void WarnIfVisible(string markdown, int start, int line, List<RenderWarning> warnings)
    {
        var before = markdown.AsSpan(0, start);
        before = before[(before.LastIndexOf('\n') + 1)..];
        if (markdown[start] == '{' || !before.Trim(" \t>-+*.)0123456789").IsEmpty)
        {
            warnings.Add(new RenderWarning(line, "This comment is never closed, so it is shown as text."));
        }
    }
}
