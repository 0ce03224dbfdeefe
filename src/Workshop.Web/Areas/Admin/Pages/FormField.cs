using Workshop.Data.Programme;

namespace Workshop.Web.Areas.Admin.Pages;

/// <summary>One line of a form, for <c>_Field.cshtml</c>: label, control, hint, and what is wrong with it.</summary>
/// <param name="Name">Of the property of <c>Input</c>.</param>
public sealed record FormField(string Name, string Label, string? Value)
{
    /// <summary>The form has a list of them all under this id.</summary>
    public const string TimeZones = "zones";

    /// <summary>Of the <c>input</c>; <c>textarea</c>, <c>select</c>, or <c>checkboxes</c> for several of a few.</summary>
    public string Type { get; init; } = "text";

    public int? MaxLength { get; init; }

    public string? Hint { get; init; }

    /// <summary>The id of a <c>datalist</c>.</summary>
    public string? List { get; init; }

    public string? Autocomplete { get; init; }

    public bool IsRequired { get; init; }

    public FieldChoices Choices { get; init; } = FieldChoices.None;

    /// <summary>What stands there where nothing is chosen; null where something has to be.</summary>
    public string? Nothing { get; init; }

    /// <param name="text">As it was filled in.</param>
    public static FormField Of(AnyField field, string? text, FieldContext context) =>
        new(field.Name, field.Label, field.Shape == FieldShape.Time ? text?.Replace(' ', 'T') : text)
        {
            Type = TypeOf(field.Shape),
            MaxLength = field.Shape is FieldShape.Time or FieldShape.Date or FieldShape.Colour ? null : field.MaxLength,
            Hint = field.Hint,
            List = field.Shape == FieldShape.TimeZone ? TimeZones : null,
            Autocomplete = "off",
            IsRequired = field.IsRequired,
            Choices = field.Choices(context),
            Nothing = field.IsRequired ? null : field.Nothing,
        };

    /// <summary>Of a form whose fields are named as properties are.</summary>
    public static FormField OfProperty(AnyField field, string? text, FieldContext context) =>
        Of(field, text, context) with { Name = char.ToUpperInvariant(field.Name[0]) + field.Name[1..] };

    private static string TypeOf(FieldShape shape) => shape switch
    {
        FieldShape.Text or FieldShape.Lines => "textarea",
        FieldShape.Time => "datetime-local",
        FieldShape.Date => "date",
        FieldShape.Number => "number",
        FieldShape.Choice => "select",
        FieldShape.Choices => "checkboxes",
        FieldShape.Check => "checkbox",
        FieldShape.Colour => "color",
        FieldShape.Email => "email",
        FieldShape.Site => "url",
        _ => "text",
    };
}
