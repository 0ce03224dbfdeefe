using System.Text.RegularExpressions;
using NodaTime;
using Workshop.Data.Accounts;

namespace Workshop.Benchmarks;

/// <summary>Organizers, and how they come in.</summary>
internal static partial class People
{
    public const string Password = "a long enough pass phrase";

    public static Organizer New(string email, string? hash) => new()
    {
        UserName = email,
        NormalizedUserName = email.ToUpperInvariant(),
        Email = email,
        NormalizedEmail = email.ToUpperInvariant(),
        Name = "Ada",
        PasswordHash = hash,
        SecurityStamp = Guid.NewGuid().ToString(),
        LockoutEnabled = true,
        CreatedAt = SystemClock.Instance.GetCurrentInstant(),
    };

    /// <summary>The antiforgery token in a page's form.</summary>
    public static async Task<string> TokenAsync(this HttpClient client, string path) =>
        TokenInForm().Match(await client.GetStringAsync(new Uri(path, UriKind.Relative))).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]* value=\"([^\"]+)\"")]
    private static partial Regex TokenInForm();
}
