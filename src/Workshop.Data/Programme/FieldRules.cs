using System.Collections.Immutable;
using Workshop.Data.Editions;

namespace Workshop.Data.Programme;

/// <summary>What is said of a field that breaks one of the rules that several fields have in common.</summary>
public static class FieldRules
{
    private const int Quoted = 80;

    /// <summary>One line of words.</summary>
    /// <returns>Null where nothing is wrong, as of each of these.</returns>
    public static Objection? Line(string text, int maxLength)
    {
        var objection = text.Length > maxLength ? new Objection($"is longer than {maxLength} characters")
            : !EditionRules.IsLine(text) ? new Objection("holds a control character or a line break")
            {
                InForm = "This has to be one line, without control characters.",
            }
            : string.IsNullOrWhiteSpace(text) ? new Objection("is empty")
            : null;
        return objection is null ? null : objection with { InDocument = $"is to be one line of up to {maxLength} characters" };
    }

    /// <summary>Lines of text, such as Markdown.</summary>
    public static Objection? Text(string text, int maxLength) =>
        text.Length > maxLength ? new Objection($"is longer than {maxLength} characters")
        : !EditionRules.IsText(text) ? new Objection("holds a control character") { InForm = "Please leave control characters out." }
        : null;

    public static Objection? Url(string url) => ProgrammeRules.IsUrl(url) ? null
        : new("is not an address such as https://example.org/ or /media/…")
        {
            InForm = "Please give an address that begins with https:// or http://, or a path of this site such as /media/….",
            InDocument = $"is not an address that can be linked to: '{url}'",
            Quotes = true,
        };

    internal static IEnumerable<Objection> Links(ImmutableArray<Link> links)
    {
        if (links.Length > ProgrammeRules.MaxEntries)
        {
            yield return OfItem($"has {links.Length} links; {ProgrammeRules.MaxEntries} can be kept");
        }

        foreach (var link in links)
        {
            // A link without words has its address for a title.
            if (Line(link.Title, ProgrammeRules.UrlMaxLength) is { } title)
            {
                yield return OfItem($"the title of a link {title.InDocument}");
            }

            if (Url(link.Url) is { } address)
            {
                yield return OfItem($"the address of a link {address.InDocument}");
            }
        }
    }

    internal static Objection NotThere(string one, string text) => new($"is not a {one} of the programme: '{ClippedText.Of(text, Quoted)}'")
    {
        InForm = $"That {one} is gone. Please choose another.",
        InDocument = $"there is no {one} '{text}'",
        IsOfItem = true,
    };

    public static Objection NoneOf<T>(string? text)
        where T : struct, Enum =>
        new($"is none of {string.Join(", ", Enum.GetNames<T>().Select(Written))}")
        {
            InForm = $"The value '{text}' is invalid.",
            Quotes = true,
        };

    /// <summary>The value of that name, whatever its case and the separators of its words.</summary>
    public static T? Named<T>(string? text)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => AnyField.Bare(value.ToString()) == AnyField.Bare(text ?? ""))
            .Select(value => (T?)value).FirstOrDefault();

    internal static Objection OfItem(string inDocument) => new(inDocument) { IsOfItem = true };

    // "PosterSession" is "poster_session" in a file.
    private static string Written(string name) =>
        string.Concat(name.Select((c, place) => char.IsUpper(c) ? $"{(place > 0 ? "_" : "")}{char.ToLowerInvariant(c)}" : $"{c}"));
}
