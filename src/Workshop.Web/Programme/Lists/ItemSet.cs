using System.Collections.Immutable;
using NodaTime;
using Workshop.Data.Programme;

namespace Workshop.Web.Programme.Lists;

/// <summary>The items of one kind, within the documents of an edition. Immutable.</summary>
/// <param name="Programme">Empty where the list is a part of the notices.</param>
/// <param name="Notices">Empty where the list is a part of the programme.</param>
public sealed record ItemSet(ItemKind Kind, ProgrammeDocument Programme, NoticesDocument Notices)
{
    public ImmutableArray<IProgrammeItem> All => Kind.ItemsOf(this);

    /// <summary>What keeps the document from being kept, as <see cref="ProgrammeRules"/> have it.</summary>
    public IEnumerable<string> Objections => ProgrammeRules.Objections(Programme).Concat(ProgrammeRules.Objections(Notices));

    public IProgrammeItem? Find(string slug) => All.FirstOrDefault(item => item.Slug == slug);

    /// <param name="by">−1 is one place up. At an end it stays.</param>
    public ItemSet Moved(string slug, int by) => Kind.Moved(this, slug, by);

    /// <summary>What else in the document refers to the item, in words.</summary>
    public IReadOnlyList<string> UsesOf(string slug) => Kind.UsesOf(this, slug);

    /// <summary>Without the item, and with nothing that refers to it.</summary>
    public ItemSet Without(string slug) => Kind.Without(this, slug);

    public bool IsSame(ItemSet other) => ProgrammeJson.Same(Programme, other.Programme) && ProgrammeJson.Same(Notices, other.Notices);

    public FieldContext Context(DateTimeZone zone, Instant now) => FieldContext.Of(Programme, zone, now);
}
