namespace Workshop.Web.Rendering.Html;

/// <summary>Which Markdown line each piece of the written HTML came from. Lines are one-based.</summary>
internal sealed class SourceMap
{
    private readonly List<int> _offsets = [];
    private readonly List<int> _lines = [];

    /// <param name="offset">In the HTML; never less than the one before.</param>
    public void Add(int offset, int line)
    {
        if (_offsets.Count > 0 && _offsets[^1] == offset)
        {
            _lines[^1] = line;
            return;
        }

        _offsets.Add(offset);
        _lines.Add(line);
    }

    public int LineAt(int offset)
    {
        var index = _offsets.BinarySearch(offset);
        index = index < 0 ? ~index - 1 : index;
        return index < 0 ? 1 : _lines[index];
    }
}
