
namespace Takedown.Server.Hosting;

/// <summary>
/// The server's only clock. In a sandbox it can run ahead of the wall, and stays ahead over a restart, because stored
/// times must not lie in the future of the program that wrote them. Timers go by the wall.
/// </summary>
internal sealed class ServerClock : TimeProvider
{
    private const long Unset = long.MinValue;
    private long ahead = Unset;

    public TimeSpan Ahead =>
        Interlocked.Read(ref ahead) is var ticks and not Unset ? TimeSpan.FromTicks(ticks) : TimeSpan.Zero;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;

    /// <summary>Moves forward only: news of an older setting that comes late changes nothing.</summary>
    public void SetAhead(TimeSpan value)
    {
        for (var seen = Interlocked.Read(ref ahead); value.Ticks > seen; seen = Interlocked.Read(ref ahead))
        {
            if (Interlocked.CompareExchange(ref ahead, value.Ticks, seen) == seen) return;
        }
    }
}
