namespace Workshop.Data;

/// <summary>Text made to fit a column.</summary>
public static class ClippedText
{
    /// <summary>
    /// At most so many UTF-16 code units. What is too long ends in an ellipsis, before and not within a character of two units, of
    /// which PostgreSQL takes no half.
    /// </summary>
    public static string Of(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        var end = maxLength - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "…";
    }
}
