namespace Workshop.Web.Publishing;

/// <summary>
/// How soon <see cref="ChangeListener"/> notices that the other end of its connection has vanished: within the two together.
/// </summary>
/// <param name="Heartbeat">Between two questions on a connection that says nothing.</param>
/// <param name="Patience">For an answer, and for a new connection; in whole seconds.</param>
internal sealed record ListenerIntervals(TimeSpan Heartbeat, TimeSpan Patience)
{
    public static ListenerIntervals Usual { get; } = new(Heartbeat: TimeSpan.FromSeconds(5), Patience: TimeSpan.FromSeconds(3));
}
