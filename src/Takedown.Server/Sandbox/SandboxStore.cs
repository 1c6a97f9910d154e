using System.Globalization;
using System.Xml;
using Takedown.Server.Auditing;
using Takedown.Storage;

namespace Takedown.Server.Sandbox;

/// <summary>Stores how far the sandbox clock is ahead of the real time.</summary>
internal sealed class SandboxStore(Database database, AuditLog audit)
{
    private const string Select = "SELECT value FROM settings WHERE name = 'sandbox-ahead-ms'";

    private const string Upsert =
        "INSERT INTO settings (name, value) VALUES ('sandbox-ahead-ms', @value) ON CONFLICT (name) DO UPDATE "
            + "SET value = excluded.value";

    public async Task<TimeSpan> ReadAsync() =>
        await database.ReadAsync(s => s.FirstAsync<string>(Select)) is { } text
            ? TimeSpan.FromMilliseconds(long.Parse(text, CultureInfo.InvariantCulture))
            : TimeSpan.Zero;

    /// <summary>
    /// Adds to the advance and records the act. Checked here as well as in the request, because two requests that were
    /// each within the limit may be beyond it together.
    /// </summary>
    /// <returns>The new advance; null if it would be more than <paramref name="max"/>.</returns>
    public Task<TimeSpan?> AddAsync(TimeSpan advance, TimeSpan max, AuditAct act) => database.WriteAsync(async s =>
    {
        await s.LockAsync("sandbox clock");
        var text = await s.FirstAsync<string>(Select);
        var before = TimeSpan.FromMilliseconds(text is null ? 0 : long.Parse(text, CultureInfo.InvariantCulture));
        if (advance > max - before) return (TimeSpan?)null;
        var ahead = before + advance;
        await s.ExecuteAsync(
            Upsert, new { value = ((long)ahead.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) });
        await audit.AddAsync(s, act, Json(before), Json(ahead));
        return ahead;
    });

    private static string Json(TimeSpan ahead) => $"{{\"ahead\":\"{XmlConvert.ToString(ahead)}\"}}";
}
