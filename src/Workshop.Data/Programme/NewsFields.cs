using static Workshop.Data.Programme.FieldsOf<Workshop.Data.Programme.NewsItem>;

namespace Workshop.Data.Programme;

/// <summary>Of which fields a piece of news consists.</summary>
public static class NewsFields
{
    public static readonly IReadOnlyList<Field<NewsItem>> All =
    [
        NameLine("title", "Title", news => news.Title, (news, title) => news with { Title = title }) with { Aliases = ["headline"] },
        Markdown("text", "Text", news => news.Text, (news, text) => news with { Text = text! }) with { IsRequired = true },
        Time(
            "at",
            "From",
            (news, context) => news.At.InZone(context.Zone).LocalDateTime,
            (news, at, context) => news with { At = context.Zone.AtLeniently(at!.Value).ToInstant() }) with
        {
            IsRequired = true,
            Noun = "date",
            Hint = "In the edition's time zone. The newest stands first.",
            Aliases = ["date", "time"],
        },
        Check(
            "isPublic", "Public: readers see it at once", news => news.IsPublic, (news, isPublic) => news with { IsPublic = isPublic }) with
        {
            Aliases = ["public", "published"],
        },
    ];
}
