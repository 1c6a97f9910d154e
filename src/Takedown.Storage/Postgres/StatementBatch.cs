using Npgsql;

namespace Takedown.Storage.Postgres;

/// <summary>
/// Statements that are sent together with the next awaited one: a transaction of ten statements takes three or four
/// round trips. A failing statement fails its transaction in any case, and COMMIT travels with the last ones.
/// </summary>
internal sealed class StatementBatch(NpgsqlConnection connection, NpgsqlTransaction? transaction)
{
    private readonly List<NpgsqlBatchCommand> pending = [];
    private readonly Queue<Action<NpgsqlDataReader>?> readers = [];

    /// <summary>Adds a statement without a result set.</summary>
    public void Add(NpgsqlBatchCommand command) => pending.Add(command);

    /// <summary>Adds a statement with a result set, which is read when the batch is sent.</summary>
    /// <param name="command">A statement with a result set, even if it is empty.</param>
    /// <param name="read">Reads one row; null to skip the rows.</param>
    public void Add(NpgsqlBatchCommand command, Action<NpgsqlDataReader>? read)
    {
        pending.Add(command);
        readers.Enqueue(read);
    }

    /// <summary>Sends the batch and one more statement, and reads its rows.</summary>
    public async Task<List<T>> ReadAsync<T>(NpgsqlBatchCommand command, Func<NpgsqlDataReader, T> read)
    {
        var rows = new List<T>();
        Add(command, reader => rows.Add(read(reader)));
        await FlushAsync();
        return rows;
    }

    /// <summary>Sends the batch and commits the transaction.</summary>
    public async Task CommitAsync()
    {
        if (pending.Count == 0)
        {
            await transaction!.CommitAsync(CancellationToken.None);
            return;
        }
        Add(new NpgsqlBatchCommand("COMMIT"));
        await FlushAsync();
    }

    /// <summary>Sends the batch.</summary>
    public async Task FlushAsync()
    {
        if (pending.Count == 0) return;
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var command in pending) batch.BatchCommands.Add(command);
        pending.Clear();
        try
        {
            await using var reader = await batch.ExecuteReaderAsync();
            // The reader skips statements without a result set.
            do
            {
                var read = readers.Count > 0 ? readers.Dequeue() : null;
                while (await reader.ReadAsync()) read?.Invoke(reader);
            }
            while (await reader.NextResultAsync());
        }
        catch (PostgresException error) when (error.SqlState == PostgresCommands.RowsMissing)
        {
            throw new RowsMissingException(error.MessageText, error);
        }
    }
}
