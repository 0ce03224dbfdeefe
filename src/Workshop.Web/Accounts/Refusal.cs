namespace Workshop.Web.Accounts;

/// <summary>Whatever was wrong with a secret, the refusal comes after the same time.</summary>
internal static class Refusal
{
    // Longer than checking a password and writing down the outcome takes; where the machine is slower than that, a multiple.
    private static readonly TimeSpan Takes = TimeSpan.FromMilliseconds(750);

    /// <param name="began">A timestamp of the clock, from before the secret was looked at.</param>
    public static Task WaitAsync(TimeProvider clock, long began, CancellationToken cancellation)
    {
        var past = clock.GetElapsedTime(began).Ticks % Takes.Ticks;
        return Task.Delay(Takes - TimeSpan.FromTicks(past), clock, cancellation);
    }
}
