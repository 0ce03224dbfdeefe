using System.CommandLine;
using Workshop.Benchmarks;

var root = new RootCommand(
    "What docs/performance.md quotes. scripts/benchmark installs what is missing, publishes the portal and calls this.")
{
    Scenario("throughput", "Requests per second and CPU against nginx serving the same bytes from disk", Throughput.RunAsync),
    Scenario("latency", "Latency at 5,000 requests a second while pages are published, rendered and saved", Latency.RunAsync),
    Scenario("propagation", "From commit to live on two replicas, 1,000 publishes", Propagation.RunAsync),
    Scenario("outage", "Public reads while PostgreSQL is stopped; publishes while the listener is cut off", Outage.RunAsync),
    Scenario("growth", "Load, reload, memory and throughput from 10 to 10,000 pages", Growth.RunAsync),
    Scenario(
        "programme",
        "A programme of 1,000 sessions: time and size of its schedule and its files, made anew for each request",
        ProgrammePages.RunAsync),
    Scenario("start", "Cold start to the first page; memory after 100,000 requests", ColdStart.RunAsync),
    Scenario("enumeration", "Status, length and time of the sign-in's refusals, by what is known of the address", Enumeration.RunAsync),
    Scenario("kills", "Saves that were acknowledged and lost, and revisions by half, after 200 kills of the portal", Kills.RunAsync),
    Replay.Command(),
    RoundTrip.Command(),
    SavingPortal.Command(),
};
return await root.Parse(args).InvokeAsync();

static Command Scenario(string name, string description, Func<Task> run)
{
    var command = new Command(name, description);
    command.SetAction(async (_, _) =>
    {
        Console.WriteLine($"## {name}: {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC");
        Console.WriteLine($"{Machine.Describe()}");
        Console.WriteLine();
        await run();
    });
    return command;
}
