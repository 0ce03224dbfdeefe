using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Editions;
using static Workshop.Data.Programme.ProgrammeRules;

namespace Workshop.Data.Programme;

/// <summary>Collects what is wrong with one item, each named by the item's kind and slug, and by the field. Of a field that is null nothing is wrong.</summary>
internal sealed class ItemObjections(string kind, string slug, List<string> found)
{
    public void Add(bool isWrong, string what)
    {
        if (isWrong)
        {
            found.Add($"{kind} '{slug}': {what}");
        }
    }

    public void Line(string field, string? text, int maxLength = LineMaxLength) =>
        Add(text is not null && !IsName(text, maxLength), $"the {field} is to be one line of up to {maxLength} characters");

    /// <summary>Markdown.</summary>
    public void Text(string field, string? text)
    {
        Add(text?.Length > TextMaxLength, $"the {field} is longer than {TextMaxLength} characters");
        Add(text is not null && !EditionRules.IsText(text), $"the {field} holds a control character");
    }

    public void Url(string field, string? url) => Add(url is not null && !IsUrl(url), $"the {field} is no address that can be linked to: '{url}'");

    public void Links(ImmutableArray<Link> links)
    {
        Count("links", links.Length, MaxEntries);
        foreach (var link in links)
        {
            // A link without words has its address for a title.
            Line("title of a link", link.Title, UrlMaxLength);
            Url("address of a link", link.Url);
        }
    }

    public void Time(string field, LocalDateTime? time) => Add(time is { } local && !IsTime(local), $"the {field} is not of the years {FirstYear} to {LastYear}");

    public void Named(string kindOfOther, string? other, HashSet<string> known) => Add(other is not null && !known.Contains(other), $"there is no {kindOfOther} '{other}'");

    public void Count(string field, int count, int most) => Add(count > most, $"has {count} {field}; {most} can be kept");
}
