using Workshop.Data.Programme;
using Workshop.Web.Text;

namespace Workshop.Web.Programme.Lists;

/// <inheritdoc cref="ItemDraft"/>
internal sealed class ItemDraftOf<T>(ItemKindOf<T> kind, T? began, string? slug, FieldContext context) : ItemDraft
    where T : class, IProgrammeItem
{
    private readonly T _began = began ?? kind.Blank(slug ?? kind.Name, context);
    private T _mine = began ?? kind.Blank(slug ?? kind.Name, context);

    public override bool IsThere => began is not null;

    public override ItemTexts Texts => kind.TextsOf(_mine, context);

    public override IReadOnlyList<(AnyField Field, Objection Objection)> Fill(IReadOnlyDictionary<string, string> texts)
    {
        (_mine, var objections) = kind.Fields.Fill(_began, texts, context);
        return objections;
    }

    public override ItemSet Into(ItemSet latest)
    {
        if (slug is null)
        {
            var free = Slug.Free(_mine.Label, kind.Name, taken => latest.Find(taken) is not null);
            return kind.Put(latest, kind.Fields.Fill(kind.Blank(free, context), Texts.Texts, context).Item);
        }

        if (kind.Find(latest, slug) is not { } theirs)
        {
            IsDeleted = began is not null;
            return IsDeleted ? latest : kind.Put(latest, _mine);
        }

        var merge = FieldMerge.Of(_began, _mine, theirs);
        Clashes = kind.Fields.Clashes(merge, _mine, theirs, context);
        _mine = merge.Merged;
        return Clashes.Count > 0 ? latest : kind.Put(latest, merge.Merged);
    }
}
