namespace Workshop.Tests.Accounts;

/// <summary>Says whatever time a test has come to. Its timers are the machine's.</summary>
public sealed class TestClock : TimeProvider
{
    private DateTimeOffset _now = new(2024, 9, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan time) => _now += time;
}
