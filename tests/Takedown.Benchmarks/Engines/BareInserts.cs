using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Takedown.Benchmarks.Engines;

/// <summary>SQLite's limit: one prepared INSERT in a loop, with the pragmas of the server.</summary>
internal sealed class BareInserts : IBareRows
{
    private readonly SqliteConnection connection;
    private readonly int rowsACommit;

    public BareInserts(string directory, int rowsACommit = IBareRows.RowsACommit)
    {
        this.rowsACommit = rowsACommit;
        connection = new SqliteConnection($"Data Source={Path.Combine(directory, "bare.db")};Pooling=False");
        connection.Open();
        using var setup = connection.CreateCommand();
        setup.CommandText =
            """
            PRAGMA page_size = 8192;
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA cache_size = -32000;
            PRAGMA wal_autocheckpoint = 4000;
            CREATE TABLE rows (
              id          BLOB NOT NULL PRIMARY KEY,
              open_key    BLOB NOT NULL,
              platform_id BLOB NOT NULL,
              content     TEXT NOT NULL
            ) WITHOUT ROWID;
            CREATE UNIQUE INDEX rows_open ON rows (open_key);
            CREATE INDEX rows_platform ON rows (platform_id, id);
            """;
        setup.ExecuteNonQuery();
    }

    public Task<double> RunAsync(IReadOnlyList<string> lines, CancellationToken stop) =>
        Task.Run(
            () => Run([.. BareRow.Of(lines).Select(r =>
                (r.Id.ToByteArray(bigEndian: true), r.OpenKey, r.PlatformId.ToByteArray(bigEndian: true), r.Content))]),
            stop);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private double Run((byte[] Id, byte[] OpenKey, byte[] Platform, string Content)[] rows)
    {
        var started = Stopwatch.GetTimestamp();
        using var insert = connection.CreateCommand();
        insert.CommandText =
            "INSERT INTO rows (id, open_key, platform_id, content) VALUES (@id, @key, @platform, @content)";
        var id = insert.Parameters.Add("id", SqliteType.Blob);
        var key = insert.Parameters.Add("key", SqliteType.Blob);
        var platform = insert.Parameters.Add("platform", SqliteType.Blob);
        var content = insert.Parameters.Add("content", SqliteType.Text);
        foreach (var commit in rows.Chunk(rowsACommit))
        {
            using var transaction = connection.BeginTransaction();
            insert.Transaction = transaction;
            foreach (var row in commit)
            {
                id.Value = row.Id;
                key.Value = row.OpenKey;
                platform.Value = row.Platform;
                content.Value = row.Content;
                insert.ExecuteNonQuery();
            }
            transaction.Commit();
        }
        return rows.Length / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
