using Workshop.Web.Programme.Lists;

namespace Workshop.Web.Areas.Admin.Pages.Items;

/// <summary>One field of a form, for <c>_ItemField.cshtml</c>.</summary>
/// <param name="Text">As it was filled in.</param>
public sealed record ItemFormField(ItemField Field, string Text, ItemContext Context)
{
    /// <summary>For <c>_Field.cshtml</c>, where it is nothing to choose from.</summary>
    public FormField Line => new(Field.Name, Field.Label, Field.Shape == FieldShape.Time ? Text.Replace(' ', 'T') : Text)
    {
        Type = Field.Shape switch
        {
            FieldShape.Text or FieldShape.Lines => "textarea",
            FieldShape.Time => "datetime-local",
            _ => "text",
        },
        MaxLength = Field.Shape == FieldShape.Time ? null : Field.MaxLength,
        Hint = Field.Hint,
        IsRequired = Field.IsRequired,
        Autocomplete = "off",
    };
}
