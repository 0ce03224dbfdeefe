using static Workshop.Data.Programme.FieldsOf<Workshop.Data.Programme.Deadline>;

namespace Workshop.Data.Programme;

/// <summary>Of which fields a deadline consists.</summary>
public static class DeadlineFields
{
    public static readonly IReadOnlyList<Field<Deadline>> All =
    [
        NameLine("what", "What is due", deadline => deadline.What, (deadline, what) => deadline with { What = what }) with
        {
            Aliases = ["title", "name", "deadline"],
        },
        // A deadline that is being written down has no date yet.
        Time(
            "at",
            "When",
            (deadline, _) => deadline.At == default ? null : deadline.At,
            (deadline, at, _) => deadline with { At = at!.Value }) with
        {
            IsRequired = true,
            Noun = "date",
            Hint = "Local to the time zone below; the whole of that minute is still in time.",
            Aliases = ["date", "time"],
            Rules = (deadline, _) => ProgrammeRules.IsTime(deadline.At) ? [] : [LocalTimeText.Objection],
        },
        Line("zone", "Time zone", deadline => deadline.Zone, (deadline, zone) => deadline with { Zone = zone! }, ZoneObjection) with
        {
            IsRequired = true,
            Hint = "AoE, anywhere on Earth, or a time zone such as America/Vancouver.",
        },
        Time(
            "extendedFrom",
            "Extended from",
            (deadline, _) => deadline.ExtendedFrom,
            (deadline, at, _) => deadline with { ExtendedFrom = at }) with
        {
            Noun = "date before it was extended",
            Hint = "What it was before, shown struck through.",
        },
    ];

    private static Objection? ZoneObjection(string zone) => Deadline.IsZone(zone) ? null
        : new($"is neither AoE nor a time zone such as America/Vancouver: '{ClippedText.Of(zone, 80)}'")
        {
            InDocument = $"there is no time zone '{zone}'",
            IsOfItem = true,
        };
}
