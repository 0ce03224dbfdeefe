using AngleSharp.Dom;

namespace Workshop.Tests.Accounts;

/// <summary>
/// A browser in front of a proxy that ends TLS: the portal is spoken to in plain http, yet gets the cookies that the
/// browser sends over https alone.
/// </summary>
internal sealed class ProxiedBrowser(Uri portal) : IDisposable
{
    private readonly HttpClient _client = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    { BaseAddress = portal };

    /// <summary>Each as it was set, by name.</summary>
    public Dictionary<string, string> Cookies { get; } = [];

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        if (Cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Values.Select(cookie => cookie.Split(';')[0])));
        }

        var answer = await _client.SendAsync(request);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            Cookies[cookie.Split('=')[0]] = cookie;
        }

        return answer;
    }

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public async Task<IDocument> ReadAsync(string path) => await Browser.ReadAsync(await GetAsync(path));

    public async Task<HttpResponseMessage> SignInAsync(string email, string returnUrl = "", string host = "")
    {
        var page = await ReadAsync("/account/login");
        var token = page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var request = new HttpRequestMessage(HttpMethod.Post, "/account/login")
        {
            Content = new FormUrlEncodedContent([
                KeyValuePair.Create("Input.Email", email),
                KeyValuePair.Create("Input.Password", PortalAccounts.Password),
                KeyValuePair.Create("returnUrl", returnUrl),
                KeyValuePair.Create("__RequestVerificationToken", token),
            ]),
        };
        if (host != "")
        {
            request.Headers.Host = host;
        }

        return await SendAsync(request);
    }

    public void Dispose() => _client.Dispose();
}
