using System.Collections.Immutable;
using static Workshop.Data.Programme.FieldsOf<Workshop.Data.Programme.Person>;

namespace Workshop.Data.Programme;

/// <summary>Of which fields a person consists.</summary>
public static class PersonFields
{
    public static readonly IReadOnlyList<Field<Person>> All =
    [
        NameLine("name", "Name", person => person.Name, (person, name) => person with { Name = name }) with
        {
            MaxLength = ProgrammeRules.NameMaxLength,
            Aliases = ["full name", "speaker"],
        },
        Line("affiliation", "Affiliation", person => person.Affiliation, (person, text) => person with { Affiliation = text }) with
        {
            Aliases = ["aff", "institution", "tag line"],
        },
        new("roles", "Roles", (person, _) => string.Join(", ", person.Roles), TakeRoles)
        {
            Shape = FieldShape.Choices,
            Aliases = ["role"],
            Choices = _ => FieldChoices.Of<PersonRole>(),
        },
        Url("photoUrl", "Photo", person => person.PhotoUrl, (person, url) => person with { PhotoUrl = url }) with
        {
            IsFile = true,
            Aliases = ["photo", "profile picture"],
            Hint = "An address of the media library, such as /media/…",
        },
        Markdown("bio", "About", person => person.Bio, (person, text) => person with { Bio = text }) with
        {
            Noun = "text",
            Aliases = ["biography"],
        },
        Links(person => person.Links, (person, links) => person with { Links = links }) with { Aliases = ["link", "website", "url"] },
    ];

    private static Taken<Person> TakeRoles(Person person, string? text, FieldContext context)
    {
        var roles = ImmutableArray.CreateBuilder<PersonRole>();
        foreach (var name in Entries(text, ',', ';', '\n'))
        {
            if (FieldRules.Named<PersonRole>(name) is not { } role)
            {
                return new Taken<Person>(person, new Objection($"is none of {string.Join(", ", Enum.GetNames<PersonRole>())}"));
            }

            roles.Add(role);
        }

        return new Taken<Person>(person with { Roles = [.. roles.Distinct()] });
    }
}
