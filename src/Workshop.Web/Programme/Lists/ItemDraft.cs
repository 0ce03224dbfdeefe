using Workshop.Data.Programme;

namespace Workshop.Web.Programme.Lists;

/// <summary>
/// An item that somebody is writing. Two who write at once both keep what they wrote: what they changed in different fields is put
/// together, and of a field that both changed the second is shown both.
/// </summary>
public abstract class ItemDraft
{
    /// <summary>Whether what they began with was there.</summary>
    public abstract bool IsThere { get; }

    /// <summary>As it is now: what they began with, what they made of it, or what that and the latest came to.</summary>
    public abstract ItemTexts Texts { get; }

    /// <summary>Somebody else has deleted the item meanwhile.</summary>
    public bool IsDeleted { get; protected set; }

    /// <summary>What both have changed, while the form was open.</summary>
    public IReadOnlyList<FieldClash> Clashes { get; protected set; } = [];

    /// <summary>Takes what was filled in.</summary>
    /// <param name="texts">Of every field, by its name.</param>
    /// <returns>What is wrong with it.</returns>
    public abstract IReadOnlyList<(AnyField Field, Objection Objection)> Fill(IReadOnlyDictionary<string, string> texts);

    /// <returns>The latest set with the item in it; just the latest where somebody else stands in the way.</returns>
    public abstract ItemSet Into(ItemSet latest);
}
