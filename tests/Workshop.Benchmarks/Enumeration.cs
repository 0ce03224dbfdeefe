using System.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Workshop.Data;
using Workshop.Data.Accounts;

namespace Workshop.Benchmarks;

/// <summary>Whether the sign-in's refusals tell by status, length or time if an address has an account: the three kinds in turn.</summary>
internal static class Enumeration
{
    private const int Tries = 200;

    // Few enough for each organizer that the lockout, which comes after ten, does not.
    private const int TriesEach = 5;

    public static async Task RunAsync()
    {
        await using var cluster = await Cluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync();
        await AddOrganizersAsync(database);
        await using var portal = await PortalProcess.StartAsync(
            database, "--Workshop:SignIn:TriesPerWindow=1000000", "--Workshop:Sample=false");
        using var client = new HttpClient { BaseAddress = portal.Address };
        var token = await client.TokenAsync("/account/login");
        for (var number = 0; number < 10; number++)
        {
            await TryAsync(portal, client, token, "nobody", number);
        }

        string[] kinds = ["nobody", "wrong", "locked"];
        var tries = kinds.ToDictionary(kind => kind, _ => new List<Try>());
        for (var number = 0; number < Tries; number++)
        {
            // Another first each time, so that none is always the one after another.
            foreach (var kind in kinds.Select((_, place) => kinds[(place + number) % kinds.Length]))
            {
                tries[kind].Add(await TryAsync(portal, client, token, kind, number));
            }
        }

        Samples.Head("", "tries", "status", "bytes", "median ms", "p5 ms", "p95 ms", "CPU ms, mean");
        foreach (var (kind, name) in new[] { ("nobody", "unknown address"), ("wrong", "known, wrong password"), ("locked", "locked out") })
        {
            Samples.Row(
                name,
                ((double)tries[kind].Count).Show(0),
                string.Join(", ", tries[kind].Select(one => one.Status).Distinct()),
                string.Join(", ", tries[kind].Select(one => one.Length).Distinct()),
                tries[kind].Select(one => one.Milliseconds).Median().Show(),
                tries[kind].Select(one => one.Milliseconds).Percentile(5).Show(),
                tries[kind].Select(one => one.Milliseconds).Percentile(95).Show(),
                tries[kind].Average(one => one.Cpu).Show(1));
        }
    }

    private static async Task<Try> TryAsync(PortalProcess portal, HttpClient client, string token, string kind, int number)
    {
        using var form = new FormUrlEncodedContent([
            KeyValuePair.Create("Input.Email", EmailOf(kind, number % (Tries / TriesEach))),
            KeyValuePair.Create("Input.Password", "not the pass phrase"),
            KeyValuePair.Create("__RequestVerificationToken", token),
        ]);
        var cpu = Machine.CpuOf(portal.Id);
        var began = Stopwatch.GetTimestamp();
        using var answer = await client.PostAsync(new Uri("/account/login", UriKind.Relative), form);
        var body = await answer.Content.ReadAsByteArrayAsync();
        var took = Stopwatch.GetElapsedTime(began);
        return new Try((int)answer.StatusCode, body.Length, took.TotalMilliseconds, (Machine.CpuOf(portal.Id) - cpu).TotalMilliseconds);
    }

    private static async Task AddOrganizersAsync(string database)
    {
        await using var db = WorkshopDbContext.Open(database);
        var hash = new PasswordHasher<Organizer>().HashPassword(People.New("", null), "a long enough pass phrase");
        for (var number = 0; number < Tries / TriesEach; number++)
        {
            db.Add(People.New(EmailOf("wrong", number), hash));
            var locked = People.New(EmailOf("locked", number), hash);
            locked.LockoutEnd = DateTimeOffset.UtcNow.AddDays(1);
            db.Add(locked);
        }

        await db.SaveChangesAsync();
    }

    // All of one length, since the form shows what was typed.
    private static string EmailOf(string kind, int number) => $"{kind,-6}".Replace(' ', 'x') + $"{number:000}@example.org";

    private sealed record Try(int Status, int Length, double Milliseconds, double Cpu);
}
