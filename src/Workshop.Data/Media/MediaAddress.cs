using System.Text.RegularExpressions;

namespace Workshop.Data.Media;

/// <summary>Where media are: <c>/media/{hash}/{name}</c>. The bytes decide the hash, so what an address answers never changes.</summary>
public static partial class MediaAddress
{
    public const string Prefix = "/media/";

    /// <returns>Percent-encoded, from the root of the site.</returns>
    public static string Of(string hash, string name) => $"{Prefix}{hash}/{Uri.EscapeDataString(name)}";

    /// <returns>Null for an address that is none of media.</returns>
    public static string? HashIn(string address) => Whole().Match(address) is { Success: true } match ? match.Groups["hash"].Value : null;

    /// <summary>The hash in every address of media that a text has, in order and as often as it has it.</summary>
    public static IEnumerable<string> HashesIn(string text) => Within().Matches(text).Select(match => match.Groups["hash"].Value);

    /// <summary>
    /// The text with another address wherever it has one of these hashes; whatever follows the name, as a fragment, stays.
    /// </summary>
    public static string Replace(string text, IReadOnlySet<string> hashes, string address) =>
        Within().Replace(text, match => hashes.Contains(match.Groups["hash"].Value) ? address : match.Value);

    [GeneratedRegex(@"^/media/(?<hash>[0-9a-f]{64})/", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Whole();

    // The characters of a name, percent-encoded or not; names hold no others.
    [GeneratedRegex(@"/media/(?<hash>[0-9a-f]{64})/[\p{L}\p{M}\p{N}._%-]*", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant)]
    private static partial Regex Within();
}
