using Workshop.Data.Programme;

namespace Workshop.Web.Text;

/// <summary>
/// The slugs of one list, to which many are added: of a slug that many want the numbers are counted on, and not from 2 each time.
/// </summary>
internal sealed class SlugSet(IEnumerable<string> taken)
{
    private readonly HashSet<string> _taken = [.. taken];
    private readonly Dictionary<string, int> _numbers = [];

    /// <returns>False where it is taken.</returns>
    public bool Add(string slug) => _taken.Add(slug);

    /// <inheritdoc cref="Slug.Free"/>
    public string AddFor(string label, string fallback)
    {
        var slug = Slug.Of(label, ProgrammeRules.SlugMaxLength) is { Length: > 0 } own ? own : fallback;
        var number = _numbers.GetValueOrDefault(slug, 1);
        while (!_taken.Add(Slug.Numbered(slug, number, ProgrammeRules.SlugMaxLength)))
        {
            number++;
        }

        _numbers[slug] = number;
        return Slug.Numbered(slug, number, ProgrammeRules.SlugMaxLength);
    }
}
