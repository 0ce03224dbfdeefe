using System.Xml;
using System.Xml.Linq;
using Workshop.Web.Text;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Schedule;

/// <summary>
/// What of a <c>schedule.xml</c> has no place here: counted where it is the same for many, by its line where it is one event's.
/// </summary>
internal sealed class ScheduleLoss
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>One for each thing that is not counted.</summary>
    public List<ImportFinding> Notes { get; } = [];

    /// <summary>One-based; 0 for what is not there.</summary>
    public static int LineOf(XElement? element) => ((IXmlLineInfo?)element)?.LineNumber ?? 0;

    /// <summary>Counts the elements of a parent, by name, that hold words and are not taken.</summary>
    /// <param name="of">What they are elements of, in words.</param>
    public void Count(string of, XElement? parent, params IEnumerable<string> taken)
    {
        foreach (var element
            in parent?.Elements().Where(element => element.Value.Trim().Length > 0 && !taken.Contains(element.Name.LocalName)) ?? [])
        {
            Count(1, $"'{PlainText.Shorten(element.Name.LocalName, 60)}' of {of} left out: it has no place here");
        }
    }

    public void Count(bool isLost, string what) => Count(isLost ? 1 : 0, $"events {what}");

    public void Count(int count, string what) => _counts[what] = _counts.GetValueOrDefault(what) + count;

    public void Note(bool isLost, int line, string message)
    {
        if (isLost)
        {
            Notes.Add(new ImportFinding(KnownFiles.ScheduleXml, line, FindingKind.Changed, message));
        }
    }

    public IEnumerable<ImportFinding> Findings =>
        _counts.Where(count => count.Value > 0).Select(count => new ImportFinding(
            KnownFiles.ScheduleXml, 0, FindingKind.Changed, $"{count.Value} × {count.Key}."))
            .Concat(Notes);
}
