namespace Workshop.Web.Rendering.Syntax;

internal enum HiddenKind
{
    Comment,

    /// <summary>A declaration, processing instruction or CDATA section, which no page shows either.</summary>
    Declaration,
}

/// <summary>What a text holds and no page shows.</summary>
/// <param name="Replacement">What stands in its place, so that all around it means what it did.</param>
/// <param name="IsClosed">A comment that is not runs to the end of its block.</param>
internal readonly record struct HiddenPart(HiddenKind Kind, int Start, int End, string Replacement, bool IsClosed = true)
{
    /// <summary>Parts two lists, or keeps a block of HTML together, as the whole comment did.</summary>
    public const string Empty = "<!---->";
}
