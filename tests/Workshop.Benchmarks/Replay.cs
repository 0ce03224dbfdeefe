using System.CommandLine;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Workshop.Data;
using Workshop.Data.Accounts;
using Workshop.Data.Content;
using Workshop.Data.Editions;

namespace Workshop.Benchmarks;

/// <summary>
/// Sends the commits of a page of some git repository, oldest first, through the editor's form, as the saves of one organizer;
/// then holds what the history shows against what git has: every text, and every difference of two neighbours.
/// </summary>
internal static class Replay
{
    private const string Email = "ada@example.org";

    public static Command Command()
    {
        var repository = new Argument<string>("REPO_GIT_DIR");
        var path = new Argument<string>("PATH") { Description = "Of a Markdown page, within the repository." };
        var command = new Command(
            "replay", "Saves the commits of a page one after another, and compares the history with git's.") { repository, path };
        command.SetAction((parsed, _) => RunAsync(parsed.GetRequiredValue(repository), parsed.GetRequiredValue(path)));
        return command;
    }

    private static async Task RunAsync(string repository, string path)
    {
        var texts = await TextsAsync(repository, path);
        await using var cluster = await Cluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync();
        var page = await AddAsync(database);
        await using var portal = await PortalProcess.StartAsync(database, "--Workshop:Sample=false");
        using var organizer = new ReplayingOrganizer(portal.Address, page);
        await organizer.SignInAsync(Email);
        foreach (var text in texts)
        {
            await organizer.SaveAsync(text);
        }

        // The text that the page began with is the first; what a commit left as it was is not a revision.
        string[] expected = ["", .. texts.Select(Normal)];
        expected = [.. expected.Where((text, i) => i == 0 || text != expected[i - 1])];
        var revisions = await RevisionsAsync(database, page);
        var differ = expected.Zip(revisions).Count(pair => pair.First != pair.Second) + Math.Abs(expected.Length - revisions.Count);
        var wrong = 0;
        for (var number = 1; number < revisions.Count; number++)
        {
            wrong += ShownDifference.Is(await organizer.DifferenceAsync(number), revisions[number - 1], revisions[number]) ? 0 : 1;
        }

        await organizer.RestoreAsync(number: 2);
        var restored = (await RevisionsAsync(database, page))[^1];
        differ += restored == Normal(texts[0]) ? 0 : 1;
        Console.WriteLine(
            $"{texts.Count} commits, {organizer.Saves} saves, {revisions.Count} revisions, {differ} texts differ, {wrong} diffs differ");
        if (differ + wrong > 0)
        {
            Environment.ExitCode = 1;
        }
    }

    /// <summary>As the file was after each commit that changed it, oldest first; commits that deleted it are left out.</summary>
    private static async Task<List<string>> TextsAsync(string repository, string path)
    {
        var commits = (await Tool.RunAsync(
            "git", $"--git-dir={repository}", "log", "--reverse", "--diff-filter=AM", "--format=%H", "HEAD", "--", path))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var texts = new List<string>();
        foreach (var commit in commits)
        {
            texts.Add(
                Encoding.UTF8.GetString(await Tool.ReadAsync("git", $"--git-dir={repository}", "cat-file", "blob", $"{commit}:{path}")));
        }

        return texts.Count > 0 ? texts : throw new InvalidOperationException($"No commit of {repository} has {path}.");
    }

    // What the editor does with line ends: see PageInput.
    private static string Normal(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static async Task<int> AddAsync(string connectionString)
    {
        await using var db = WorkshopDbContext.Open(connectionString);
        db.Add(People.New(Email, new PasswordHasher<Organizer>().HashPassword(People.New("", null), People.Password)));
        var edition = new Edition { Slug = "2024", Name = "Replay", TimeZone = "UTC", IsCurrent = true };
        db.Add(edition);
        await db.SaveChangesAsync();
        var content = new PageContent { Title = "Page", Markdown = "" };
        return (await new PageWriter(db).CreateAsync(
            edition, Permalink.Parse("/page/"), content, "Ada", SystemClock.Instance.GetCurrentInstant(), CancellationToken.None)).Id;
    }

    private static async Task<List<string>> RevisionsAsync(string connectionString, int page)
    {
        await using var db = WorkshopDbContext.Open(connectionString);
        return await db.Revisions
            .Where(revision => revision.PageId == page)
            .OrderBy(revision => revision.Number)
            .Select(revision => revision.Markdown)
            .ToListAsync();
    }
}
