using System.Collections.Immutable;
using Workshop.Data.Programme;

namespace Workshop.Web.Transfer.Items;

/// <summary>One of the lists that an edition's documents consist of, where all are treated alike: listed, edited, imported.</summary>
public abstract class ItemKind
{
    /// <summary>Names it in addresses and files: <c>people</c>.</summary>
    public required string Name { get; init; }

    /// <summary>"person"</summary>
    public required string One { get; init; }

    /// <summary>"People"</summary>
    public required string Many { get; init; }

    /// <summary>Where its list is in the admin area, with slashes at both ends.</summary>
    public required string Place { get; init; }

    /// <summary>The first is what an item is called by.</summary>
    public required ImmutableArray<ItemField> Fields { get; init; }

    public abstract DocumentKind Document { get; }

    /// <summary>An item that has nothing but a name for ever.</summary>
    public abstract IProgrammeItem Blank(string slug, ItemContext context);

    /// <param name="revision">Of the document of this kind; null before the first.</param>
    public abstract ItemSet Read(DocumentRevision? revision);

    /// <inheritdoc cref="ProgrammeWriter.ChangeAsync(int, Func{ProgrammeDocument, ProgrammeDocument}, DocumentOrigin, CancellationToken)"/>
    public abstract Task<DocumentRevision?> ChangeAsync(
        ProgrammeWriter writer, int editionId, Func<ItemSet, ItemSet> change, DocumentOrigin origin, CancellationToken cancellation);

    /// <summary>For a change of the document of which this list is a part.</summary>
    /// <param name="document">Of this kind's type.</param>
    public abstract T ApplyTo<T>(T document, Func<ItemSet, ItemSet> change)
        where T : class;

    /// <inheritdoc cref="FieldMerge.Of"/>
    public abstract MergedFields<IProgrammeItem> Merge(IProgrammeItem began, IProgrammeItem mine, IProgrammeItem latest);
}

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
