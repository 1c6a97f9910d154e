using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace Takedown.Benchmarks.Engines;

/// <summary>
/// PostgreSQL's limit for bulk inserts: binary COPY into a temporary table and INSERT … ON CONFLICT DO NOTHING from it.
/// </summary>
internal sealed class BareCopy : IBareRows
{
    public const string Schema =
        """
        CREATE TABLE rows (
          id          uuid  NOT NULL PRIMARY KEY,
          open_key    bytea NOT NULL,
          platform_id uuid  NOT NULL,
          content     text  NOT NULL
        );
        CREATE UNIQUE INDEX rows_open ON rows (open_key);
        CREATE INDEX rows_platform ON rows (platform_id, id);
        """;

    private readonly NpgsqlConnection connection;

    private BareCopy(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<BareCopy> OpenAsync(string connectionString)
    {
        var opened = new NpgsqlConnection(connectionString);
        await opened.OpenAsync();
        await using var setup =
            new NpgsqlCommand($"{Schema} CREATE TEMP TABLE arriving (LIKE rows) ON COMMIT DELETE ROWS", opened);
        await setup.ExecuteNonQueryAsync();
        return new(opened);
    }

    public async Task<double> RunAsync(IReadOnlyList<string> lines, CancellationToken stop)
    {
        var rows = BareRow.Of(lines);
        var started = Stopwatch.GetTimestamp();
        foreach (var commit in rows.Chunk(IBareRows.RowsACommit)) await CommitAsync(commit, stop);
        return rows.Length / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task CommitAsync(BareRow[] rows, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await using (var copy = await connection.BeginBinaryImportAsync(
            "COPY arriving (id, open_key, platform_id, content) FROM STDIN (FORMAT BINARY)", stop))
        {
            // Not awaited, because it only fills a buffer: awaiting each value would lower the measured limit.
            foreach (var row in rows)
            {
                copy.StartRow();
                copy.Write(row.Id, NpgsqlDbType.Uuid);
                copy.Write(row.OpenKey, NpgsqlDbType.Bytea);
                copy.Write(row.PlatformId, NpgsqlDbType.Uuid);
                copy.Write(row.Content, NpgsqlDbType.Text);
            }
            await copy.CompleteAsync(stop);
        }
        await using var insert = new NpgsqlCommand(
            "INSERT INTO rows SELECT * FROM arriving ON CONFLICT DO NOTHING", connection, transaction);
        if (await insert.ExecuteNonQueryAsync(stop) != rows.Length)
            throw new InvalidOperationException("A row of the bare limit was there already.");
        await transaction.CommitAsync(stop);
    }
}
