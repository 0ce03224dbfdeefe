using NodaTime;
using Workshop.Data.Editions;
using Workshop.Web.Programme.Lists;
using Workshop.Web.Transfer.Schedule;

namespace Workshop.Web.Transfer.Into;

/// <summary>Puts the items of a source's files into the lists of an edition. What a file does not name stays.</summary>
internal sealed class ItemImport(Edition edition, Instant now)
{
    private readonly DateTimeZone _zone = DateTimeZoneProviders.Tzdb[edition.TimeZone];

    public List<ItemsOutcome> Outcomes { get; } = [];

    /// <exception cref="ImportRefusedException">A row is wrong.</exception>
    public TDocument Apply<TDocument>(TDocument document, IEnumerable<ImportedItems> sources)
        where TDocument : class
    {
        foreach (var source in sources)
        {
            document = source.Kind.ApplyTo(document, set =>
            {
                var plan = ItemPlan.Of(source.Kind, set, source.Rows, new ItemContext(_zone, now, set.Sessions));
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
            });
        }

        return document;
    }
}
