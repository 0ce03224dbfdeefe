using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Workshop.Benchmarks;

/// <summary>A browser without scripts, with one page open.</summary>
internal sealed class ReplayingOrganizer(Uri portal, int page) : IDisposable
{
    private readonly HttpClient _client = new(
        new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
    { BaseAddress = portal };
    private readonly string _here = $"/admin/pages/{page}";

    public int Saves { get; private set; }

    public async Task SignInAsync(string email) =>
        await PostAsync("/account/login", "/account/login", "main form", ("Input.Email", email), ("Input.Password", People.Password));

    public async Task SaveAsync(string text)
    {
        await PostAsync(_here + "/", _here, "#editor", ("Input.Title", "Page"), ("Input.Markdown", text));
        Saves++;
    }

    /// <summary>Between a revision and the next.</summary>
    public Task<IDocument> DifferenceAsync(int number) =>
        ReadAsync(string.Create(CultureInfo.InvariantCulture, $"{_here}/history/diff?from={number}&to={number + 1}"));

    public async Task RestoreAsync(int number)
    {
        var restoring = ("number", number.ToString(CultureInfo.InvariantCulture));
        await PostAsync(
            $"{_here}/history?before={number + 1}", $"{_here}/history", $"form:has(input[name=number][value='{number}'])", restoring);
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Opens a page, and sends a form with its hidden fields and these.</summary>
    private async Task PostAsync(string path, string to, string form, params (string Name, string Value)[] fields)
    {
        var hidden = (await ReadAsync(path)).QuerySelector(form)!.QuerySelectorAll("input[type=hidden]")
            .Select(field => (Name: field.GetAttribute("name")!, Value: field.GetAttribute("value") ?? ""))
            .Where(field => fields.All(given => given.Name != field.Name));
        using var content = new FormUrlEncodedContent(hidden.Concat(fields).Select(field => KeyValuePair.Create(field.Name, field.Value)));
        using var answer = await _client.PostAsync(new Uri(to, UriKind.Relative), content);
        if (answer.StatusCode != HttpStatusCode.Redirect)
        {
            throw new InvalidOperationException($"{to} answered {answer.StatusCode}.");
        }
    }

    private async Task<IDocument> ReadAsync(string path) =>
        new HtmlParser().ParseDocument(await _client.GetStringAsync(new Uri(path, UriKind.Relative)));
}
