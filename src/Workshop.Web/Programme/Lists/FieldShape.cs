namespace Workshop.Web.Programme.Lists;

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
    Choice,

    /// <summary>Several of a few, joined by commas.</summary>
    Choices,

    /// <summary>"yes" or nothing.</summary>
    Check,
}
