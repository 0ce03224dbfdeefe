using System.Collections.Immutable;

namespace Workshop.Data.Programme;

/// <summary>What a field can be chosen from, in its order.</summary>
public sealed class FieldChoices(IEnumerable<FieldChoice> choices)
{
    public static readonly FieldChoices None = new([]);

    // A document of a thousand sessions asks of each whether its room is there.
    private Dictionary<string, FieldChoice>? _byValue;

    public ImmutableArray<FieldChoice> All { get; } = [.. choices];

    public static FieldChoices Of(IEnumerable<IProgrammeItem> items) => new(items.Select(item => new FieldChoice(item.Slug, item.Label)));

    public static FieldChoices Of<T>(Func<T, string>? label = null)
        where T : struct, Enum =>
        new(Enum.GetValues<T>().Select(value => new FieldChoice(value.ToString(), label?.Invoke(value) ?? value.ToString())));

    public FieldChoice? Find(string? value)
    {
        _byValue ??= All.GroupBy(choice => choice.Value).ToDictionary(group => group.Key, group => group.First());
        return value is null ? null : _byValue.GetValueOrDefault(value);
    }

    public FieldChoice? Called(string label) => All.FirstOrDefault(choice => choice.Label == label);
}
