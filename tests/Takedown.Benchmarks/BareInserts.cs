using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Takedown.Benchmarks;

/// <summary>
/// What this disk and this SQLite can do at best with the same rows: one prepared insert in a loop, the server's
/// pragmas, and none of its code.
/// </summary>
internal sealed class BareInserts : IDisposable
{
    public const int RowsACommit = 10_000;

    private readonly SqliteConnection connection;

    public BareInserts(string directory)
    {
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

    /// <returns>Rows a second.</returns>
    public double Run(IReadOnlyList<string> lines)
    {
        var now = TimeProvider.System.GetUtcNow();
        var rows = lines.Select((line, i) => (
            Id: Guid.CreateVersion7(now.AddMilliseconds(i)).ToByteArray(bigEndian: true),
            OpenKey: SHA256.HashData(Encoding.UTF8.GetBytes(line))[..16],
            Platform: new byte[16],
            Content: line)).ToArray();
        var started = Stopwatch.GetTimestamp();
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO rows (id, open_key, platform_id, content) VALUES (@id, @key, @platform, @content)";
        var id = insert.Parameters.Add("id", SqliteType.Blob);
        var key = insert.Parameters.Add("key", SqliteType.Blob);
        var platform = insert.Parameters.Add("platform", SqliteType.Blob);
        var content = insert.Parameters.Add("content", SqliteType.Text);
        foreach (var commit in rows.Chunk(RowsACommit))
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

    public void Dispose() => connection.Dispose();
}
