using System.Collections.Immutable;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Workshop.Web.Rendering.Syntax;

/// <summary>kramdown's inline attribute list, <c>{: .class #id key="value"}</c>. Only class and id take effect.</summary>
/// <param name="Others">Keys and references that have no effect here, for the warning.</param>
internal sealed record AttributeList(string? Id, ImmutableArray<string> Classes, ImmutableArray<string> Others)
{
    private const int MaxLength = 500;

    public bool IsTableOfContents => Others.Contains("toc");

    /// <param name="text">Starts at the opening brace.</param>
    /// <param name="length">How many characters the list takes, braces included.</param>
    public static AttributeList? TryParse(ReadOnlySpan<char> text, out int length)
    {
        length = 0;
        // "{::" opens a kramdown extension and "{:/" closes one: neither is an attribute list.
        if (text.Length < 3 || !text.StartsWith("{:") || text[2] is ':' or '/')
        {
            return null;
        }

        // Bounded, so that a line of opening braces is not searched to its end again and again.
        text = text[..Math.Min(text.Length, MaxLength)];
        string? id = null;
        var classes = ImmutableArray.CreateBuilder<string>();
        var others = ImmutableArray.CreateBuilder<string>();
        var position = 2;
        while (NextToken(text, ref position) is { } token)
        {
            if (token == "}")
            {
                length = position;
                return new AttributeList(id, classes.ToImmutable(), others.ToImmutable());
            }

            var (key, value) = SplitKey(token);
            if (key == "#" || key == "id")
            {
                id = value;
            }
            else if (key == "." || key == "class")
            {
                classes.AddRange(value.Split((char[])['.', ' '], StringSplitOptions.RemoveEmptyEntries));
            }
            else
            {
                others.Add(key);
            }
        }

        return null;
    }

    public void ApplyTo(MarkdownObject target)
    {
        var attributes = target.GetAttributes();
        attributes.Id = Id ?? attributes.Id;
        foreach (var name in Classes)
        {
            attributes.AddClass(name);
        }
    }

    private static string? NextToken(ReadOnlySpan<char> text, ref int position)
    {
        while (position < text.Length && text[position] is ' ' or '\t')
        {
            position++;
        }

        if (position >= text.Length)
        {
            return null;
        }

        var start = position;
        if (text[position] == '}')
        {
            position++;
            return "}";
        }

        var quote = '\0';
        for (; position < text.Length; position++)
        {
            var c = text[position];
            if (c is '\n' or '\r')
            {
                return null;
            }
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'')
            {
                quote = c;
            }
            else if (c is ' ' or '\t' or '}')
            {
                return text[start..position].ToString();
            }
        }

        return null;
    }

    private static (string Key, string Value) SplitKey(string token)
    {
        if (token[0] is '#' or '.')
        {
            return (token[..1], token[1..]);
        }

        var equals = token.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (token, "") : (token[..equals], token[(equals + 1)..].Trim('"', '\''));
    }
}
