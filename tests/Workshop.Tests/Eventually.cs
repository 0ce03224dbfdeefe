using System.Diagnostics;

namespace Workshop.Tests;

/// <summary>For what happens soon but not at once, such as a change that another process made.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task TrueAsync(Func<Task<bool>> condition)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Patience, "It did not happen.");
            await Task.Delay(20);
        }
    }
}
