using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;
using Workshop.Data;

namespace Workshop.Tests;

/// <summary>A folder for one test's cluster, with the words that the starts in it have said.</summary>
internal sealed class ScratchCluster : IAsyncDisposable, ILogger
{
    private readonly List<string> _messages = [];

    public ScratchCluster(string below = "data")
    {
        Root = Path.Combine(Path.GetTempPath(), $"workshop-cluster-{Guid.NewGuid():N}"[..25]);
        Directory.CreateDirectory(Root);
        Folder = Path.Combine(Root, below);
        Places = PostgresPlaces.OfThisSystem() with { SystemData = Path.Combine(Root, "system") };
    }

    /// <summary>Holds everything that the test leaves behind.</summary>
    public string Root { get; }

    /// <summary>What <see cref="LocalPostgres.StartAsync(string, ILogger, CancellationToken)"/> is given.</summary>
    public string Folder { get; }

    public string Cluster => Path.Combine(Folder, "postgres");

    public PostgresPlaces Places { get; set; }

    /// <summary>The process number that the running or crashed server has left.</summary>
    public int ServerPid => int.Parse(File.ReadLines(Path.Combine(Cluster, "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    public IReadOnlyList<string> Messages
    {
        get
        {
            lock (_messages)
            {
                return [.. _messages];
            }
        }
    }

    public Task<LocalPostgres> StartAsync(CancellationToken? ct = null) =>
        LocalPostgres.StartAsync(Folder, Places, this, ct ?? TestContext.Current.CancellationToken);

    public static async Task<string> QueryAsync(LocalPostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToString(
            await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture) ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(Path.Combine(Cluster, "postmaster.pid")))
        {
            try
            {
                // Adopting and leaving stops whatever the test has left running.
                await (await StartAsync(CancellationToken.None)).DisposeAsync();
            }
            catch (LocalPostgresException)
            {
                // The test was about a cluster that cannot be served.
            }
        }

        Directory.Delete(Root, recursive: true);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_messages)
        {
            _messages.Add(formatter(state, exception));
        }
    }
}
