
namespace Takedown.Server.Hosting;

/// <summary>
/// The only clock of the server. In a sandbox it can be ahead of real time, and remains so after a restart, because
/// stored times must not be later than the clock of the server that wrote them. Timers use real time.
/// </summary>
internal sealed class ServerClock : TimeProvider
{
    private const long Unset = long.MinValue;
    private long ahead = Unset;

    public TimeSpan Ahead =>
        Interlocked.Read(ref ahead) is var ticks and not Unset ? TimeSpan.FromTicks(ticks) : TimeSpan.Zero;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    /// <summary>Only moves forward: a late notification of an older value has no effect.</summary>
    public void SetAhead(TimeSpan value)
    {
        for (var current = Interlocked.Read(ref ahead); value.Ticks > current; current = Interlocked.Read(ref ahead))
        {
            if (Interlocked.CompareExchange(ref ahead, value.Ticks, current) == current) return;
        }
    }
}
