namespace Workshop.Web.Accounts;

/// <summary>A browser as its owner would name it, by what it says of itself: for recognizing a session, and nothing else.</summary>
internal static class BrowserName
{
    // The first that fits: browsers name those that they descend from, too.
    private static readonly (string Token, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), (
            "Firefox/",
            "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Token, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), (
            "Android",
            "Android"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    public static string Of(string? userAgent)
    {
        var browser = First(Browsers, userAgent);
        var system = First(Systems, userAgent);
        return (browser, system) switch
        {
            (null, null) => "Unknown browser",
            (null, _) => $"Browser on {system}",
            (_, null) => browser,
            _ => $"{browser} on {system}",
        };
    }

    private static string? First((string Token, string Name)[] known, string? text) =>
        known.FirstOrDefault(entry => text?.Contains(entry.Token, StringComparison.Ordinal) == true).Name;
}
