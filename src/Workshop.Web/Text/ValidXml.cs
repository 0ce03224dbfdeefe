using System.Text;
using System.Xml;

namespace Workshop.Web.Text;

internal static class ValidXml
{
    /// <summary>Without the characters that XML 1.0 cannot hold in any spelling, such as most controls.</summary>
    public static string Of(string text)
    {
        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsBmp || XmlConvert.IsXmlChar((char)rune.Value))
            {
                valid.Append(rune);
            }
        }

        return valid.ToString();
    }
}
