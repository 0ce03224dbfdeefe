using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Data.Editions;

namespace Workshop.Benchmarks;

/// <summary>
/// Kills the portal at random moments while four editors save one text after another, starts it again, and looks for what was
/// acknowledged and is not there, and for what is there by half. After each start the editors send what had no answer again.
/// </summary>
internal static class Kills
{
    private const int Times = 200;
    private const int Editors = 4;
    private const string Email = "ada@example.org";

    public static async Task RunAsync()
    {
        await using var cluster = await Cluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync();
        var pages = await AddAsync(database);
        var cookies = new CookieContainer();
        List<Editor> editors = [];
        var (acknowledged, unanswered, lost, half) = (0, 0, 0, 0);
        for (var kill = 0; kill < Times; kill++)
        {
            // Another port each time, and cookies know none.
            var portal = await PortalProcess.StartAsync(database, "--Workshop:Sample=false");
            using var client = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = portal.Address };
            if (editors.Count == 0)
            {
                await SignInAsync(client);
                editors.AddRange(pages.Select(page => new Editor(page)));
            }

            var token = await client.TokenAsync($"/admin/pages/{pages[0]}/");
            var before = editors.Sum(editor => editor.Acknowledged);
            var saving = Task.WhenAll(editors.Select(editor => editor.SaveUntilKilledAsync(client, token)));
            await Task.Delay(Random.Shared.Next(20, 2000));
            await portal.KillAsync();
            await saving;
            acknowledged += editors.Sum(editor => editor.Acknowledged) - before;
            unanswered += editors.Count(editor => editor.IsUnanswered);
            var (lostNow, halfNow) = await CheckAsync(database, editors);
            (lost, half) = (lost + lostNow, half + halfNow);
        }

        Samples.Head("kills", "saves acknowledged", "cut off without an answer", "acknowledged saves lost", "half revisions");
        Samples.Row(
            ((double)Times).Show(0),
            ((double)acknowledged).Show(0),
            ((double)unanswered).Show(0),
            ((double)lost).Show(0),
            ((double)half).Show(0));
    }

    private static async Task<(int Lost, int Half)> CheckAsync(string connectionString, List<Editor> editors)
    {
        var (lost, half) = (0, 0);
        await using var db = WorkshopDbContext.Open(connectionString);
        foreach (var editor in editors)
        {
            var page = await db.Pages.AsNoTracking().Include(page => page.LatestRevision).SingleAsync(page => page.Id == editor.Page);
            lost += editor.IsAtLeastAcknowledged(page.LatestRevision!.Markdown) ? 0 : 1;
            var texts = await db.Revisions.Where(revision => revision.PageId == editor.Page && revision.Number > editor.CheckedTo)
                .OrderBy(revision => revision.Number).Select(
                    revision => new { revision.Number, revision.Markdown, revision.IsSetAside }).ToListAsync();
            half += texts.Count(text => text.IsSetAside || !Editor.IsWhole(text.Markdown));
            // Every save is written down in the transaction that it is made in.
            var entries = await db.AuditEntries.CountAsync(
                entry => entry.Action == AuditAction.PageSaved && entry.Subject == $"page {page.Permalink}");
            half += page.LatestRevision.Number - 1 == entries ? 0 : 1;
            editor.CheckedTo = page.LatestRevision.Number;
        }

        return (lost, half);
    }

    private static async Task SignInAsync(HttpClient client)
    {
        using var form = new FormUrlEncodedContent([
            KeyValuePair.Create("Input.Email", Email),
            KeyValuePair.Create("Input.Password", People.Password),
            KeyValuePair.Create("__RequestVerificationToken", await client.TokenAsync("/account/login")),
        ]);
        using var answer = await client.PostAsync(new Uri("/account/login", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<int[]> AddAsync(string connectionString)
    {
        await using var db = WorkshopDbContext.Open(connectionString);
        db.Add(People.New(Email, new PasswordHasher<Organizer>().HashPassword(People.New("", null), People.Password)));
        var edition = new Edition { Slug = "2024", Name = "Kills", TimeZone = "UTC", IsCurrent = true };
        db.Add(edition);
        await db.SaveChangesAsync();
        var now = SystemClock.Instance.GetCurrentInstant();
        var pages = new List<int>();
        for (var number = 0; number < Editors; number++)
        {
            var content = new PageContent { Title = "Page", Markdown = Editor.Text(0) };
            pages.Add(
                (await new PageWriter(db).CreateAsync(
                    edition, Permalink.Parse($"/page-{number}/"), content, "Ada", now, CancellationToken.None)).Id);
        }

        return [.. pages];
    }

    /// <summary>Saves as the script of the editor does: one request at a time, and the same again where no answer came.</summary>
    private sealed class Editor(int page)
    {
        private const int Lines = 400;

        private readonly Guid _id = Guid.NewGuid();
        private int _basedOn = 1;
        private int _next = 1;

        public int Page { get; } = page;

        public int Acknowledged { get; private set; }

        public bool IsUnanswered { get; private set; }

        /// <summary>The number of the last revision that was looked at.</summary>
        public int CheckedTo { get; set; }

        public static string Text(int number) => string.Join('\n', Enumerable.Repeat($"Text {number} in a line.", Lines));

        public static bool IsWhole(string text) => text == Text(NumberOf(text));

        public bool IsAtLeastAcknowledged(string text) => NumberOf(text) >= Acknowledged;

        public async Task SaveUntilKilledAsync(HttpClient client, string token)
        {
            IsUnanswered = false;
            while (true)
            {
                try
                {
                    _basedOn = await SaveAsync(client, token);
                    Acknowledged = _next++;
                }
                catch (HttpRequestException cut) when (cut.StatusCode is null)
                {
                    IsUnanswered = cut.HttpRequestError != HttpRequestError.ConnectionError;
                    return;
                }
            }
        }

        private async Task<int> SaveAsync(HttpClient client, string token)
        {
            using var form = new FormUrlEncodedContent([
                KeyValuePair.Create("Input.Title", "Page"),
                KeyValuePair.Create("Input.Markdown", Text(_next)),
                KeyValuePair.Create("Input.BasedOn", $"{_basedOn}"),
                KeyValuePair.Create("Input.EditorId", $"{_id}"),
                KeyValuePair.Create("__RequestVerificationToken", token),
            ]);
            using var request = new HttpRequestMessage(
                HttpMethod.Post, $"/admin/pages/{Page}/")
            { Content = form, Headers = { { "Accept", "application/json" } } };
            using var answer = await client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            return (await answer.Content.ReadFromJsonAsync<Saved>())!.BasedOn;
        }

        private static int NumberOf(string text) => int.Parse(text.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

        private sealed record Saved(int BasedOn);
    }
}
