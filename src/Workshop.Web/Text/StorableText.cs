using System.Text;

namespace Workshop.Web.Text;

internal static class StorableText
{
    /// <summary>Text that PostgreSQL and every encoder accept: NUL and halves of surrogate pairs become U+FFFD.</summary>
    public static string Of(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            result.Append(rune.Value == 0 ? "\uFFFD" : rune.ToString());
        }

        return result.ToString();
    }
}
