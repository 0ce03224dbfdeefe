using Workshop.Data.Programme;

namespace Workshop.Web.Areas.Admin.Pages;

/// <summary>What a form was filled in with, by the names of its fields.</summary>
internal static class PostedTexts
{
    public static Dictionary<string, string> Of(IFormCollection form, IEnumerable<AnyField> fields) =>
        fields.Where(field => !IsLeftOut(form, field)).ToDictionary(
            field => field.Name,
            field => string.Join(", ", form[KeyOf(field)].OfType<string>()).Replace("\r\n", "\n", StringComparison.Ordinal));

    // Of what has to be chosen a browser sends something; whoever sends nothing leaves it as it is.
    private static bool IsLeftOut(IFormCollection form, AnyField field) =>
        field is { Shape: FieldShape.Choice, IsRequired: true } && !form.ContainsKey(KeyOf(field));

    // Without regard to case.
    private static string KeyOf(AnyField field) => $"Input.{field.Name}";
}
