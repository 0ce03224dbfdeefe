using System.Diagnostics;

namespace Workshop.Tests;

/// <summary>For what happens soon but not at once, such as a change that another process made.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task TrueAsync(Func<Task<bool>> condition) => TrueAsync(Patience, condition);

    /// <param name="patience">Shorter than whatever else would make it true in the end, such as a poll.</param>
    public static async Task TrueAsync(TimeSpan patience, Func<Task<bool>> condition)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < patience, $"It did not happen within {patience.TotalSeconds} s.");
            await Task.Delay(20);
        }
    }
}
