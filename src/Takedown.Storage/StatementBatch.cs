using System.Data.Common;

namespace Takedown.Storage;

/// <summary>
/// Statements nobody waits for, kept until something is waited for and sent together with it: a transaction of ten
/// statements is three or four journeys to the server. What goes wrong with one fails its transaction all the same.
/// </summary>
internal sealed class StatementBatch(DbConnection connection, DbTransaction? transaction)
{
    /// <summary>What a change raises that did not find all its rows: a division by zero.</summary>
    private const string Missed = "22012";

    private readonly List<DbBatchCommand> kept = [];
    private readonly Queue<Action<DbDataReader>?> readers = [];

    /// <summary>Runs in its turn, and gives no rows.</summary>
    public void Add(DbBatchCommand command) => kept.Add(command);

    /// <summary>Runs in its turn; its rows are there once something behind it was waited for.</summary>
    /// <param name="command">Gives rows, if only none of them.</param>
    /// <param name="read">Reads one; null where none comes.</param>
    public void Ask(DbBatchCommand command, Action<DbDataReader>? read)
    {
        kept.Add(command);
        readers.Enqueue(read);
    }

    /// <summary>Sends what is kept and one more statement, whose rows are read.</summary>
    public async Task<List<T>> ReadAsync<T>(DbBatchCommand command, Func<DbDataReader, T> read)
    {
        var rows = new List<T>();
        Ask(command, reader => rows.Add(read(reader)));
        await FlushAsync();
        return rows;
    }

    /// <summary>Sends what is kept and ends the transaction with it.</summary>
    public async Task CommitAsync()
    {
        if (kept.Count == 0)
        {
            await transaction!.CommitAsync(CancellationToken.None);
            return;
        }
        var commit = connection.CreateBatch().CreateBatchCommand();
        commit.CommandText = "COMMIT";
        Add(commit);
        await FlushAsync();
    }

    /// <summary>Sends what is kept.</summary>
    public async Task FlushAsync()
    {
        if (kept.Count == 0) return;
        await using var batch = connection.CreateBatch();
        batch.Transaction = transaction;
        foreach (var command in kept) batch.BatchCommands.Add(command);
        kept.Clear();
        try
        {
            await using var reader = await batch.ExecuteReaderAsync();
            // Statements that give no rows have no result here.
            do
            {
                var read = readers.Count > 0 ? readers.Dequeue() : null;
                while (await reader.ReadAsync()) read?.Invoke(reader);
            }
            while (await reader.NextResultAsync());
        }
        catch (DbException error) when (error.SqlState == Missed)
        {
            throw new InvalidOperationException($"A row that had to be changed is not there: {error.BatchCommand?.CommandText}", error);
        }
    }
}
