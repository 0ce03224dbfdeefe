using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Workshop.Tests.Accounts;

/// <summary>
/// Keeps cookies and sends forms as they stand on the page, antiforgery token included, as a browser without scripts does.
/// </summary>
public sealed class Browser : IDisposable
{
    private readonly HttpClient _client;

    /// <param name="cookies">Of another, to be the same browser at another address.</param>
    public Browser(Uri address, CookieContainer? cookies = null)
    {
        Cookies = cookies ?? new CookieContainer();
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = address };
    }

    public CookieContainer Cookies { get; }

    public Uri Address => _client.BaseAddress!;

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(path);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _client.SendAsync(request);

    /// <summary>The document at a path that answers 200.</summary>
    public async Task<IDocument> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync(answer);
    }

    public static async Task<IDocument> ReadAsync(HttpResponseMessage answer) =>
        new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

    /// <summary>Opens a page, fills its form in and sends it.</summary>
    /// <param name="form">A selector, where the page has several forms.</param>
    public Task<HttpResponseMessage> SubmitAsync(string path, string form, params (string Name, string Value)[] fields) =>
        SubmitAsync(path, form, "", fields);

    /// <summary>The same, by a button with an address of its own.</summary>
    /// <param name="to">From the path on: of a handler, or of a page below it.</param>
    public async Task<HttpResponseMessage> SubmitAsync(string path, string form, string to, params (string Name, string Value)[] fields)
    {
        var page = await ReadAsync(path);
        var element = (IHtmlFormElement?)page.QuerySelector(form) ?? throw new InvalidOperationException($"{path} has no form {form}.");
        var values = element.QuerySelectorAll("input, select, textarea, button[name][value]")
            .Where(field => field.HasAttribute("name") && !fields.Any(given => given.Name == field.GetAttribute("name")))
            .Where(field => field is not IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false })
            .Select(field => KeyValuePair.Create(field.GetAttribute("name")!, ValueOf(field)))
            .Concat(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var content = new FormUrlEncodedContent(values);
        return await _client.PostAsync(
            to.Length > 0 ? path + to : element.GetAttribute("action") is { Length: > 0 } action ? action : path, content);
    }

    public Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] fields) =>
        SubmitAsync(path, "main form", fields);

    public void Dispose() => _client.Dispose();

    private static string ValueOf(IElement field) => field switch
    {
        IHtmlInputElement input => input.Value,
        IHtmlSelectElement select => select.Value ?? "",
        IHtmlTextAreaElement text => text.Value,
        IHtmlButtonElement button => button.Value,
        _ => "",
    };
}
