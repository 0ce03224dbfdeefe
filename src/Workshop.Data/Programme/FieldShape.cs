namespace Workshop.Data.Programme;

/// <summary>What the text of a field is like, and so which control a form has for it.</summary>
public enum FieldShape
{
    Line,

    /// <summary>Markdown.</summary>
    Text,

    /// <summary>A list, one entry a line.</summary>
    Lines,
    Url,

    /// <summary>A local time to the minute.</summary>
    Time,

    /// <summary>ISO 8601.</summary>
    Date,
    Number,
    Choice,

    /// <summary>Several of a few, joined by commas.</summary>
    Choices,

    /// <summary>"yes" or nothing.</summary>
    Check,

    /// <summary><c>#rrggbb</c>.</summary>
    Colour,
    Email,

    /// <summary>An address without a path.</summary>
    Site,

    /// <summary>A name of the IANA database.</summary>
    TimeZone,
}
