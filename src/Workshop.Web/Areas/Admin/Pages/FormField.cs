namespace Workshop.Web.Areas.Admin.Pages;

/// <summary>One line of a form, for <c>_Field.cshtml</c>: label, input, hint, and what is wrong with it.</summary>
/// <param name="Name">Of the property of <c>Input</c>.</param>
public sealed record FormField(string Name, string Label, string? Value)
{
    public string Type { get; init; } = "text";

    public int? MaxLength { get; init; }

    public string? Hint { get; init; }

    /// <summary>The id of a <c>datalist</c>.</summary>
    public string? List { get; init; }

    public string? Autocomplete { get; init; }

    public bool IsRequired { get; init; }
}
