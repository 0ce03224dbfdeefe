using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Workshop.Data.Accounts;

namespace Workshop.Web.Accounts;

/// <summary>What a name and an address may be, wherever they come from: a form, a command, a setting.</summary>
internal static class PersonRules
{
    private static readonly EmailAddressAttribute Email = new();

    /// <summary>One address and nothing beside it, so that it can go into a header of a mail as it is.</summary>
    public static bool IsEmail(string text) =>
        text.Length <= Organizer.EmailMaxLength && Email.IsValid(text) && !text.Any(c => char.IsWhiteSpace(c) || c is '<' or '>' or '"' or ',' or ';' or ':' or '(' or ')')
        && IsOneLine(text);

    public static bool IsName(string text) => text.Trim().Length is > 0 and <= Organizer.NameMaxLength && IsOneLine(text);

    /// <summary>Names stand in logs, lists and mails, where a line break would make them look like something else.</summary>
    public static bool IsOneLine(string text) =>
        !text.Any(c => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}

[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneLineAttribute() : ValidationAttribute("Please leave line breaks and control characters out.")
{
    public override bool IsValid(object? value) => value is not string text || PersonRules.IsOneLine(text);
}

[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneEmailAttribute() : ValidationAttribute("This is no email address; it should be like ada@example.org.")
{
    public override bool IsValid(object? value) => value is not string { Length: > 0 } text || PersonRules.IsEmail(text.Trim());
}
