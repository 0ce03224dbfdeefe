using static Workshop.Data.Programme.FieldsOf<Workshop.Data.Programme.Sponsor>;

namespace Workshop.Data.Programme;

/// <summary>Of which fields a sponsor consists.</summary>
public static class SponsorFields
{
    public static readonly IReadOnlyList<Field<Sponsor>> All =
    [
        NameLine("name", "Name", sponsor => sponsor.Name, (sponsor, name) => sponsor with { Name = name }) with
        {
            MaxLength = ProgrammeRules.NameMaxLength,
            Aliases = ["sponsor"],
        },
        Line("level", "Level", sponsor => sponsor.Level, (sponsor, text) => sponsor with { Level = text }) with
        {
            Hint = "Such as Gold. Sponsors of one level stand together.",
        },
        Url("url", "Address", sponsor => sponsor.Url, (sponsor, url) => sponsor with { Url = url }) with { Aliases = ["link", "website"] },
        Url("logoUrl", "Logo", sponsor => sponsor.LogoUrl, (sponsor, url) => sponsor with { LogoUrl = url }) with
        {
            IsFile = true,
            Aliases = ["logo"],
            Hint = "An address of the media library, such as /media/…",
        },
    ];
}
