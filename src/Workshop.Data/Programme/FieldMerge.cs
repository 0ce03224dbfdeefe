using System.Text.Json.Nodes;

namespace Workshop.Data.Programme;

/// <summary>Puts together what two people made of one item, field by field.</summary>
public static class FieldMerge
{
    /// <param name="began">What I began with.</param>
    /// <param name="mine">What I made of it.</param>
    /// <param name="latest">What it is now.</param>
    public static MergedFields<T> Of<T>(T began, T mine, T latest)
    {
        var (was, wanted, merged) = (ProgrammeJson.ToObject(began), ProgrammeJson.ToObject(mine), ProgrammeJson.ToObject(latest));
        var clashes = new List<string>();
        foreach (var name in was
            .Select(field => field.Key)
            .Union(wanted.Select(field => field.Key))
            .Union(merged.Select(field => field.Key))
            .ToList())
        {
            var (before, my, their) = (was[name], wanted[name], merged[name]);
            if (JsonNode.DeepEquals(before, my))
            {
                continue;
            }

            if (!JsonNode.DeepEquals(before, their) && !JsonNode.DeepEquals(my, their))
            {
                clashes.Add(name);
            }

            merged.Remove(name);
            if (my is not null)
            {
                merged[name] = my.DeepClone();
            }
        }

        return new MergedFields<T>(ProgrammeJson.FromObject<T>(merged), clashes);
    }

    /// <returns>The names of the fields, as in the document, of which the two have different values.</returns>
    public static IReadOnlySet<string> Differences<T>(T one, T other)
    {
        var (left, right) = (ProgrammeJson.ToObject(one), ProgrammeJson.ToObject(other));
        return left.Select(field => field.Key).Union(right.Select(field => field.Key))
            .Where(name => !JsonNode.DeepEquals(left[name], right[name])).ToHashSet();
    }
}
