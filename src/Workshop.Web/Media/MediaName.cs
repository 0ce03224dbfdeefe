using System.Text;
using Workshop.Data.Media;

namespace Workshop.Web.Media;

internal static class MediaName
{
    /// <summary>
    /// A name fit for an address, a shell and a Markdown link: of letters, digits, <c>.</c>, <c>-</c> and <c>_</c>, without
    /// the path that it was given with, and with the extension of what the file is.
    /// </summary>
    public static string Clean(string given, MediaKind kind)
    {
        var last = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var dot = last.LastIndexOf('.');
        var clean = new StringBuilder();
        // Runes, so that half a surrogate pair becomes U+FFFD, which is not a letter.
        foreach (var rune in (dot > 0 ? last[..dot] : last).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is '.' or '-' or '_')
            {
                clean.Append(rune.ToString());
            }
            else if (clean.Length > 0 && clean[^1] != '-')
            {
                clean.Append('-');
            }
        }

        // Composed, so that one name is not two addresses; what was a combining mark alone is gone already.
        var stem = clean.ToString().Normalize(NormalizationForm.FormC).Trim('-', '.');
        stem = stem.Length == 0 ? "file" : stem;
        var room = MediaFile.NameMaxLength - kind.Extension.Length;
        stem = stem.Length <= room ? stem : stem[..(char.IsHighSurrogate(stem[room - 1]) ? room - 1 : room)];
        return stem + kind.Extension;
    }
}
