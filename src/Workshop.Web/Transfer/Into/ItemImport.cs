using NodaTime;
using Workshop.Data.Editions;
using Workshop.Data.Programme;
using Workshop.Web.Programme.Lists;
using Workshop.Web.Transfer.Sources;

namespace Workshop.Web.Transfer.Into;

/// <summary>Puts the items of a source's files into the lists of an edition. What a file does not name stays.</summary>
internal sealed class ItemImport(Edition edition, Instant now)
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[edition.TimeZone];

    public List<ItemsOutcome> Outcomes { get; } = [];

    /// <exception cref="ImportRefusedException">A row is wrong.</exception>
    public ProgrammeDocument Apply(ProgrammeDocument document, IEnumerable<ImportedItems> sources) =>
        sources.Aggregate(document, (former, source) => source.Kind.ApplyTo(former, set => Apply(set, source)));

    /// <inheritdoc cref="Apply(ProgrammeDocument, IEnumerable{ImportedItems})"/>
    public NoticesDocument Apply(NoticesDocument document, IEnumerable<ImportedItems> sources) =>
        sources.Aggregate(document, (former, source) => source.Kind.ApplyTo(former, set => Apply(set, source)));

    private ItemSet Apply(ItemSet set, ImportedItems source)
    {
        var plan = source.Kind.Plan(set, source.Rows, set.Context(_zone, now));
        if (!plan.Errors.IsEmpty)
        {
            throw new ImportRefusedException([.. plan.Errors.Select(source.FindingOf)]);
        }

        Outcomes.Add(new ItemsOutcome(
            source.File,
            plan.Rows.Count(row => row.Change == ImportChange.Created),
            plan.Rows.Count(row => row.Change == ImportChange.Changed),
            plan.Rows.Count(row => row.Change == ImportChange.Unchanged),
            plan.NotNamed));
        return plan.Result;
    }
}
