using static Workshop.Data.Programme.FieldsOf<Workshop.Data.Programme.Topic>;

namespace Workshop.Data.Programme;

/// <summary>Of which fields a topic consists.</summary>
public static class TopicFields
{
    public static readonly IReadOnlyList<Field<Topic>> All =
    [
        NameLine("name", "Name", topic => topic.Name, (topic, name) => topic with { Name = name }) with
        {
            MaxLength = ProgrammeRules.NameMaxLength,
            Aliases = ["topic", "track"],
        },
    ];
}
