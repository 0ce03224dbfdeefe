using System.ComponentModel.DataAnnotations;
using System.Text;
using Workshop.Data.Accounts;
using Workshop.Web.Text;

namespace Workshop.Web.Accounts;

/// <summary>What a name and an address may be, wherever they come from: a form, a command, a setting.</summary>
internal static class PersonRules
{
    private static readonly EmailAddressAttribute Email = new();

    /// <summary>One address and nothing beside it, so that it can go into a header of a mail as it is.</summary>
    public static bool IsEmail(string text) =>
        text.Length <= Organizer.EmailMaxLength
            && Email.IsValid(text)
            && !text.Any(c => char.IsWhiteSpace(c) || c is '<' or '>' or '"' or ',' or ';' or ':' or '(' or ')')
        && IsOneLine(text);

    public static bool IsName(string text) => text.Trim().Length is > 0 and <= Organizer.NameMaxLength && WrongInName(text) is null;

    /// <summary>
    /// Why a text cannot be a name, as a sentence; null where it can, however long it is. Names stand in logs, lists and
    /// mails, beside the address, where they must not look like something else.
    /// </summary>
    public static string? WrongInName(string text) =>
        !IsOneLine(text) ? "Please leave line breaks and control characters out."
        : text.AsSpan().ContainsAny('<', '>') ? "Please leave < and > out; they stand around an address."
        : !text.EnumerateRunes().Any(IsVisible) ? "Please give a name that can be seen."
        : null;

    /// <summary>Nor does it turn the direction of writing for what stands beside it (Unicode, UAX #9, section 2).</summary>
    public static bool IsOneLine(string text) => !text.EnumerateRunes().Any(rune =>
        SafeText.IsDisguise(rune)
        // Half of a character, which no database keeps, is read as this one.
        || rune == Rune.ReplacementChar);

    /// <summary>What somebody is called until they say: as the address begins, where that can be a name.</summary>
    public static string NameFrom(string email)
    {
        var name = SafeText.Clip(email.Split('@')[0], Organizer.NameMaxLength);
        return IsName(name) ? name : "Organizer";
    }

    // The four fillers of Hangul and the empty pattern of Braille count as letters and symbols.
    private static bool IsVisible(Rune rune) =>
        (Rune.IsLetterOrDigit(rune) || Rune.IsSymbol(rune) || Rune.IsPunctuation(rune))
            && rune.Value is not (0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800);
}

/// <summary>Not that there is one: that is <see cref="RequiredAttribute"/>'s to say.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PersonNameAttribute : ValidationAttribute
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        value is string text && !string.IsNullOrWhiteSpace(text) && PersonRules.WrongInName(text) is { } wrong
            ? new ValidationResult(wrong)
            : ValidationResult.Success;
}

[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneEmailAttribute() : ValidationAttribute("This is not an email address; it should be like ada@example.org.")
{
    public override bool IsValid(object? value) => value is not string { Length: > 0 } text || PersonRules.IsEmail(text.Trim());
}

/// <summary>For whatever stands in lists and headers: no line breaks, and nothing that turns the direction of writing.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OneLineAttribute() : ValidationAttribute("Please leave line breaks and control characters out.")
{
    public override bool IsValid(object? value) => value is not string text || PersonRules.IsOneLine(text);
}

/// <summary>PostgreSQL keeps no zero bytes; said as a word beside the field, what was typed beside it is not lost.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class StorableAttribute()
    : ValidationAttribute("There is a character in it that stands for nothing (U+0000). Please take it out.")
{
    public override bool IsValid(object? value) => value is not string text || !text.Contains('\0', StringComparison.Ordinal);
}
