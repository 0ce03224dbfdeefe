namespace Workshop.Web.Areas.Account.Pages;

/// <summary>A button that asks the browser for a passkey.</summary>
/// <param name="Url">Takes the answer.</param>
/// <param name="OptionsUrl">Says what the browser is asked.</param>
public sealed record PasskeyForm(string Label, string Url, string OptionsUrl, string? ReturnUrl);
