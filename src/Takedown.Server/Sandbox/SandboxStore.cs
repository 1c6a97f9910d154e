using System.Globalization;
using Takedown.Storage;

namespace Takedown.Server.Sandbox;

/// <summary>Stores how far the sandbox clock is ahead of the real time.</summary>
internal sealed class SandboxStore(Database database)
{
    private const string Select = "SELECT value FROM settings WHERE name = 'sandbox-ahead-ms'";

    private const string Upsert =
        "INSERT INTO settings (name, value) VALUES ('sandbox-ahead-ms', @value) ON CONFLICT (name) DO UPDATE "
            + "SET value = excluded.value";

    public async Task<TimeSpan> ReadAsync() =>
        await database.ReadAsync(s => s.FirstAsync<string>(Select)) is { } text
            ? TimeSpan.FromMilliseconds(long.Parse(text, CultureInfo.InvariantCulture))
            : TimeSpan.Zero;

    public Task<TimeSpan> AddAsync(TimeSpan advance) => database.WriteAsync(async s =>
    {
        await s.LockAsync("sandbox clock");
        var text = await s.FirstAsync<string>(Select);
        var ahead = TimeSpan.FromMilliseconds(text is null ? 0 : long.Parse(text, CultureInfo.InvariantCulture))
            + advance;
        await s.ExecuteAsync(
            Upsert, new { value = ((long)ahead.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) });
        return ahead;
    });
}
