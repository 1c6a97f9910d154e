using System.Data.Common;

namespace Takedown.Server.Storage;

/// <summary>
/// Statements nobody waits for, kept until something is waited for and sent together with it: a transaction of ten
/// statements is three or four journeys to the server. What goes wrong with one fails its transaction all the same.
/// </summary>
internal sealed class Later(DbConnection connection, DbTransaction? transaction)
{
    private readonly List<(DbBatchCommand Command, int? MustChange)> kept = [];

    /// <param name="command">Runs in its turn.</param>
    /// <param name="mustChange">How many rows it has to change; null where it does not matter.</param>
    public void Add(DbBatchCommand command, int? mustChange = null) => kept.Add((command, mustChange));

    /// <summary>Sends what is kept.</summary>
    public async Task FlushAsync()
    {
        if (kept.Count == 0) return;
        await using var batch = Batch();
        await batch.ExecuteNonQueryAsync();
        Check();
    }

    /// <summary>Sends what is kept and ends the transaction with it.</summary>
    public async Task CommitAsync()
    {
        if (kept.Count == 0)
        {
            await transaction!.CommitAsync(CancellationToken.None);
            return;
        }
        // What must hold is known only afterwards: then the commit goes alone.
        if (kept.Exists(k => k.MustChange is not null))
        {
            await FlushAsync();
            await transaction!.CommitAsync(CancellationToken.None);
            return;
        }
        var commit = connection.CreateBatch().CreateBatchCommand();
        commit.CommandText = "COMMIT";
        Add(commit);
        await FlushAsync();
    }

    /// <summary>Sends what is kept and one more statement, whose rows are read.</summary>
    public async Task<List<T>> ReadAsync<T>(DbBatchCommand command, Func<DbDataReader, T> read)
    {
        Add(command);
        await using var batch = Batch();
        var rows = new List<T>();
        await using (var reader = await batch.ExecuteReaderAsync())
        {
            // Those before it give no rows.
            do
            {
                while (await reader.ReadAsync()) rows.Add(read(reader));
            }
            while (await reader.NextResultAsync());
        }
        Check();
        return rows;
    }

    private DbBatch Batch()
    {
        var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var (command, _) in kept) batch.BatchCommands.Add(command);
        return batch;
    }

    private void Check()
    {
        var missed = kept.Find(k => k.MustChange is { } rows && k.Command.RecordsAffected != rows);
        kept.Clear();
        if (missed.Command is { } command)
        {
            throw new InvalidOperationException($"Changed {command.RecordsAffected} of {missed.MustChange} rows: {command.CommandText}");
        }
    }
}
