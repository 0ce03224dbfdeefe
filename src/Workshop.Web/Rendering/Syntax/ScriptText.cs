namespace Workshop.Web.Rendering.Syntax;

/// <summary>
/// Whether a place in a block of HTML is within a script, a style sheet or a form field, where what looks like a declaration is
/// not one. To be asked from the front to the back, so that a whole text takes linear time.
/// </summary>
internal sealed class ScriptText(string text)
{
    private static readonly string[] Openings = ["<script", "<style", "<textarea"];

    private int _position;
    private bool _isOpen;

    public bool Holds(int start, SyntaxRegion block)
    {
        if (_position < block.Start)
        {
            (_position, _isOpen) = (block.Start, false);
        }

        while (_position < start && text.IndexOf('<', _position, start - _position) is var tag and >= 0)
        {
            _isOpen = !text.AsSpan(tag).StartsWith("</") && (_isOpen || Opens(text.AsSpan(tag)));
            _position = tag + 1;
        }

        return _isOpen;
    }

    private static bool Opens(ReadOnlySpan<char> tag)
    {
        foreach (var name in Openings)
        {
            if (tag.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
