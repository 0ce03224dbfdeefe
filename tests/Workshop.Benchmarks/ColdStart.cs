namespace Workshop.Benchmarks;

/// <summary>The published app on one core, with the database up.</summary>
internal static class ColdStart
{
    private const int Starts = 11;
    private const long Requests = 100_000;

    public static async Task RunAsync()
    {
        await using var cluster = await Cluster.StartAsync();
        var database = await cluster.CreateDatabaseAsync();
        // Children start where their parent runs.
        await Machine.PinSelfAsync(0);
        var first = await StartAsync(database);
        var later = new List<double>();
        for (var start = 0; start < Starts; start++)
        {
            later.Add(await StartAsync(database));
        }

        Samples.Head("from the process to the first page", "seconds");
        Samples.Row("first start, which imports the sample", first.Show());
        Samples.Row($"later starts, median of {Starts}", later.Median().Show());
        Samples.Row("slowest", later.Max().Show());

        await using var portal = await PortalProcess.StartAsync(database);
        var before = Machine.MemoryOf(portal.Id);
        long sent = 0;
        while (sent < Requests)
        {
            sent += (await Wrk.RunAsync(
                portal.At("/overview/"), TimeSpan.FromSeconds(2), pinned: true, "-H", "Accept-Encoding: br")).Requests;
        }

        Console.WriteLine();
        Samples.Head("memory", "MiB resident", "of which private", "and mapped files, which the kernel can drop");
        Row("after the first page", before);
        Row($"after {sent:N0} requests on 64 connections", Machine.MemoryOf(portal.Id));
    }

    private static void Row(string name, Machine.Memory memory) =>
        Samples.Row(name, memory.Resident.Show(0), memory.Private.Show(0), memory.Mapped.Show(0));

    private static async Task<double> StartAsync(string database)
    {
        await using var portal = await PortalProcess.StartAsync(database);
        return portal.FirstPageAfter.TotalSeconds;
    }
}
