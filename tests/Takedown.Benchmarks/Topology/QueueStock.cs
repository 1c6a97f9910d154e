using System.Data.Common;

namespace Takedown.Benchmarks.Topology;

/// <summary>
/// The queue of a platform is moved to a table by its first reads. That happens once, in the background, and is over
/// here before pages are measured.
/// </summary>
internal static class QueueStock
{
    private const string Behind =
        """
        SELECT COUNT(*) FROM (
            SELECT 1 FROM inbox WHERE platform_id = @id AND seq > COALESCE(
                (SELECT q.seq FROM queue_cursors q WHERE q.platform_id = @id), -1) LIMIT 1) AS rest
        """;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>Reads the queue of the first platform until it is whole.</summary>
    public static async Task FillAsync(Load load, CancellationToken stop)
    {
        var platform = load.Receivers[0].Party;
        do
        {
            using var page = await platform.Http.GetAsync("/v1/inbox/queue?limit=1", stop);
            page.EnsureSuccessStatusCode();
            await Task.Delay(Look, TimeProvider.System, stop);
        }
        while (await BehindAsync(load, platform.Id, stop));
        // Otherwise the autovacuum would run during the measurement.
        await using var connection = await load.Engine.OpenAsync();
        await using var vacuum = connection.CreateCommand();
        (vacuum.CommandText, vacuum.CommandTimeout) = ("VACUUM (ANALYZE) waiting", 0);
        await vacuum.ExecuteNonQueryAsync(stop);
        await load.Engine.SettleAsync();
    }

    private static async Task<bool> BehindAsync(Load load, Guid platform, CancellationToken stop)
    {
        await using DbConnection connection = await load.Engine.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = Behind;
        var id = command.CreateParameter();
        (id.ParameterName, id.Value) = ("id", platform);
        command.Parameters.Add(id);
        return Convert.ToInt64(await command.ExecuteScalarAsync(stop), null) > 0;
    }
}
