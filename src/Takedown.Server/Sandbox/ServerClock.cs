using System.Globalization;
using Takedown.Server.Storage;

namespace Takedown.Server.Sandbox;

/// <summary>
/// The server's only clock. In a sandbox it can run ahead of the wall, and stays ahead over a restart, because stored
/// times must not lie in the future of the program that wrote them. Timers go by the wall.
/// </summary>
internal sealed class ServerClock : TimeProvider
{
    private const long Unset = long.MinValue;
    private long ahead = Unset;

    public TimeSpan Ahead => Interlocked.Read(ref ahead) is var ticks and not Unset ? TimeSpan.FromTicks(ticks) : TimeSpan.Zero;

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

/// <summary>Keeps how far the sandbox's clock runs ahead.</summary>
internal sealed class SandboxStore(Database database)
{
    private const string Select = "SELECT value FROM settings WHERE name = 'sandbox-ahead-ms'";

    private const string Upsert =
        "INSERT INTO settings (name, value) VALUES ('sandbox-ahead-ms', @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value";

    public async Task<TimeSpan> ReadAsync() =>
        await database.ReadAsync(s => s.FirstAsync<string>(Select)) is { } text
            ? TimeSpan.FromMilliseconds(long.Parse(text, CultureInfo.InvariantCulture))
            : TimeSpan.Zero;

    public Task<TimeSpan> AddAsync(TimeSpan advance) => database.WriteAsync(async s =>
    {
        await s.LockAsync("sandbox clock");
        var text = await s.FirstAsync<string>(Select);
        var ahead = TimeSpan.FromMilliseconds(text is null ? 0 : long.Parse(text, CultureInfo.InvariantCulture)) + advance;
        await s.ExecuteAsync(Upsert, new { value = ((long)ahead.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) });
        return ahead;
    });
}
