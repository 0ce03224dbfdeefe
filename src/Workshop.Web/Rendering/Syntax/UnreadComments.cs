namespace Workshop.Web.Rendering.Syntax;

/// <summary>The comments of a text of which no syntax tree says what is code.</summary>
internal static class UnreadComments
{
    /// <summary>
    /// For a text that cannot be parsed, or not in time: no comment is kept by anything, and none begins in what is left.
    /// </summary>
    public static IReadOnlyList<HiddenPart> OfMarkdown(string text) => In(text, (marks, start) => marks.EndOf(start) is { } end
        ? new HiddenPart(HiddenKind.Comment, start, end, " ")
        : new HiddenPart(HiddenKind.Comment, start, start + marks.OpenerAt(start)!.Length, marks.OpenerAt(start)!.Insert(1, " ")));

    /// <summary>For a file of HTML: it has no code that keeps a comment, and one that is never closed runs to the end.</summary>
    public static IReadOnlyList<HiddenPart> OfHtml(string text) => In(text, (marks, start) => marks.EndOf(start) is { } end
        ? new HiddenPart(HiddenKind.Comment, start, end, "")
        : new HiddenPart(HiddenKind.Comment, start, text.Length, "", IsClosed: false));

    private static List<HiddenPart> In(string text, Func<CommentMarks, int, HiddenPart> part)
    {
        var (marks, parts) = (new CommentMarks(text), new List<HiddenPart>());
        for (var position = 0; marks.Next(position) is { } start;)
        {
            position = start + 1;
            if (marks.OpenerAt(start) is not null)
            {
                parts.Add(part(marks, start));
                position = parts[^1].End;
            }
        }

        return parts;
    }
}
