namespace Workshop.Web.Hosting;

/// <summary>How long to wait before trying again: longer each time, up to a bound, and never quite the same for two replicas.</summary>
internal sealed class BackOff
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    private int _failures;

    public bool IsFresh => _failures == 0;

    public void Reset() => _failures = 0;

    public TimeSpan Next()
    {
        var wait = First * Math.Pow(2, Math.Min(_failures++, 10));
        return (wait < Longest ? wait : Longest) * (0.75 + (Random.Shared.NextDouble() / 4));
    }
}
