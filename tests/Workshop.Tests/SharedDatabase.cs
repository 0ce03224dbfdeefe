namespace Workshop.Tests;

/// <summary>One database, without a portal, for all tests of a class; each begins with <see cref="TestDatabase.EmptyAsync"/>.</summary>
public sealed class SharedDatabase(TestDatabase databases) : IAsyncLifetime
{
    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync() => ConnectionString = await databases.CreateDatabaseAsync();

    public async ValueTask DisposeAsync() => await databases.DropDatabaseAsync(ConnectionString);
}
