using Workshop.Tests.Accounts;

namespace Workshop.Tests.Areas.Admin;

/// <summary>An open editor: what its form says was so when it was opened.</summary>
internal sealed class EditorForm(Browser browser, Dictionary<string, string> fields)
{
    public Browser Browser { get; } = browser;

    public static async Task<EditorForm> OpenAsync(Browser browser, string path)
    {
        var page = await browser.ReadAsync(path);
        var fields = page.QuerySelectorAll("#editor :is(input, select, textarea)[name]")
            .ToDictionary(field => field.GetAttribute("name")!, field => field.GetAttribute("value")
                ?? field.QuerySelector("option[selected]")?.GetAttribute("value") ?? "");
        return new EditorForm(browser, fields);
    }

    public async Task<HttpResponseMessage> SendAsync(
        string path, bool isScript, IEnumerable<(string Name, string Value)> changes, string? fetchSite = null)
    {
        var all = new Dictionary<string, string>(fields);
        foreach (var (name, value) in changes)
        {
            all[name] = value;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(all) };
        if (fetchSite is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", fetchSite);
        }

        if (isScript)
        {
            request.Headers.Accept.ParseAdd("application/json");
        }

        return await Browser.SendAsync(request);
    }
}
