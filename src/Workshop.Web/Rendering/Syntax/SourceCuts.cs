using System.Text;

namespace Workshop.Web.Rendering.Syntax;

/// <summary>What has been cut out of a source so far, and where each character of what is left stood in it.</summary>
internal sealed class SourceCuts
{
    private readonly string _source;
    private List<HiddenPart> _parts = [];
    private List<int> _starts = [];

    public SourceCuts(string source) => Text = _source = source;

    /// <summary>In the source, in ascending order, none within another.</summary>
    public IReadOnlyList<HiddenPart> Parts => _parts;

    /// <summary>What is left.</summary>
    public string Text { get; private set; }

    /// <summary>Where in <see cref="Text"/> each part's replacement stands.</summary>
    public IReadOnlyList<int> Starts => _starts;

    /// <param name="parts">In <see cref="Text"/>, in ascending order. What was cut out within one of them becomes a part of it.</param>
    public void Add(IReadOnlyList<HiddenPart> parts)
    {
        var merged = new List<HiddenPart>(_parts.Count + parts.Count);
        var next = 0;
        foreach (var part in parts)
        {
            var (start, end) = (RangeAt(part.Start).Start, RangeAt(part.End - 1).End);
            for (; next < _parts.Count && _parts[next].Start < end; next++)
            {
                if (_parts[next].End <= start)
                {
                    merged.Add(_parts[next]);
                }
            }

            merged.Add(part with { Start = start, End = end });
        }

        merged.AddRange(_parts.Skip(next));
        _parts = merged;
        Cut();
    }

    public bool HasReplacementAt(int position) =>
        _starts.BinarySearch(position) is var index && index >= 0 && _parts[LastAt(position)].Replacement.Length > 0;

    /// <summary>The source of one character: itself, or all that it stands for.</summary>
    public (int Start, int End) RangeAt(int position)
    {
        var index = LastAt(position);
        if (index < 0)
        {
            return (position, position + 1);
        }

        var behind = position - _starts[index] - _parts[index].Replacement.Length;
        return behind < 0 ? (_parts[index].Start, _parts[index].End) : (_parts[index].End + behind, _parts[index].End + behind + 1);
    }

    /// <summary>The last part whose replacement begins at the position or before it; -1 where there is none.</summary>
    private int LastAt(int position)
    {
        var (low, high) = (0, _starts.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _starts[middle] <= position ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }

    private void Cut()
    {
        var text = new StringBuilder(_source.Length);
        var position = 0;
        _starts = new List<int>(_parts.Count);
        foreach (var part in _parts)
        {
            text.Append(_source, position, part.Start - position);
            _starts.Add(text.Length);
            text.Append(part.Replacement);
            position = part.End;
        }

        Text = text.Append(_source, position, _source.Length - position).ToString();
    }
}
