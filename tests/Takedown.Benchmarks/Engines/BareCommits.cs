using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace Takedown.Benchmarks.Engines;

/// <summary>
/// PostgreSQL's limit for single rows: sixteen connections, each inserting and committing one row at a time.
/// </summary>
internal sealed class BareCommits : IBareRows
{
    private const int Connections = 16;

    private readonly NpgsqlDataSource source;

    private BareCommits(NpgsqlDataSource source) => this.source = source;

    public static async Task<BareCommits> OpenAsync(string connectionString)
    {
        var opened = NpgsqlDataSource.Create(connectionString);
        await using var setup = opened.CreateCommand(BareCopy.Schema);
        await setup.ExecuteNonQueryAsync();
        return new(opened);
    }

    public async Task<double> RunAsync(IReadOnlyList<string> lines, CancellationToken stop)
    {
        var rows = BareRow.Of(lines);
        var connections =
            await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => source.OpenConnectionAsync(stop).AsTask()));
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(connections.Select(async connection =>
        {
            await using var insert = new NpgsqlCommand("INSERT INTO rows VALUES ($1, $2, $3, $4)", connection);
            var id = insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid });
            var key = insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bytea });
            var platform = insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Uuid });
            var content = insert.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text });
            await insert.PrepareAsync(stop);
            while (Interlocked.Increment(ref next) is var i && i < rows.Length)
            {
                (id.Value, key.Value, platform.Value, content.Value) =
                    (rows[i].Id, rows[i].OpenKey, rows[i].PlatformId, rows[i].Content);
                await insert.ExecuteNonQueryAsync(stop);
            }
        }));
        var took = Stopwatch.GetElapsedTime(started);
        foreach (var connection in connections) await connection.DisposeAsync();
        return rows.Length / took.TotalSeconds;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
