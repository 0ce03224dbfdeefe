using System.Collections.Immutable;
using Workshop.Data.Programme;
using Workshop.Web.Text;

namespace Workshop.Web.Programme.Lists;

/// <summary>The items of one kind as a document has them, and the document with them. Immutable.</summary>
public abstract class ItemSet
{
    public abstract ImmutableArray<IProgrammeItem> All { get; }

    public abstract ImmutableArray<Session> Sessions { get; }

    public IProgrammeItem? Find(string slug) => All.FirstOrDefault(item => item.Slug == slug);

    public abstract ItemSet Put(IEnumerable<IProgrammeItem> items);

    /// <summary>What else in the document refers to the item, in words.</summary>
    public abstract IReadOnlyList<string> UsesOf(string slug);

    /// <summary>Without the item, and with nothing that refers to it.</summary>
    public abstract ItemSet Without(string slug);

    public abstract bool IsSame(ItemSet other);

    /// <summary>What keeps the document from being kept, as <see cref="ProgrammeRules"/> have it.</summary>
    public abstract IReadOnlyList<string> Objections { get; }

    /// <summary>With this item in the place of the one of its slug, or at the end.</summary>
    public ItemSet Put(IProgrammeItem item) => Put(Find(item.Slug) is { } old ? All.Replace(old, item) : All.Add(item));

    /// <param name="by">−1 is one place up. At an end it stays.</param>
    public ItemSet Moved(string slug, int by)
    {
        var place = Find(slug) is { } item ? All.IndexOf(item) : -1;
        var other = place + by;
        return place < 0 || other < 0 || other >= All.Length ? this : Put(All.SetItem(place, All[other]).SetItem(other, All[place]));
    }

    /// <summary>A slug for ever, made of what the item is called by now.</summary>
    public string SlugFor(string label, string one) => Slug.Free(label, one, taken => Find(taken) is not null);
}
