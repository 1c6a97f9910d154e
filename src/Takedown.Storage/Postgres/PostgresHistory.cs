using Npgsql;

namespace Takedown.Storage.Postgres;

/// <summary>
/// Asks of each new connection whether the database is still the one that gave the last positions (the migration
/// <c>histories</c> says how), before anything is read or written over it. A promoted standby and a restored dump are
/// reached by new connections only.
/// </summary>
internal sealed class PostgresHistory(Func<long> seen, Action changed)
{
    private const string IsNew = "SELECT history_is_new($1)";
    private const string Begin = "SELECT begin_history($1, $2)";

    /// <summary>Before the migration there is nothing to ask.</summary>
    public async Task ExamineAsync(NpgsqlConnection connection)
    {
        try
        {
            if (await ScalarAsync(connection, null, IsNew, seen())) await BeginAsync(connection);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UndefinedFunction)
        {
        }
    }

    private async Task BeginAsync(NpgsqlConnection connection)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        // The connections of readers are read-only otherwise.
        await using (var writable = new NpgsqlCommand("SET TRANSACTION READ WRITE", connection, transaction))
            await writable.ExecuteNonQueryAsync();
        var leapt = await ScalarAsync(
            connection, transaction, Begin, seen(), TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        await transaction.CommitAsync();
        if (leapt) changed();
    }

    private static async Task<bool> ScalarAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string sql, params long[] arguments)
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction);
        foreach (var argument in arguments) command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = argument });
        return await command.ExecuteScalarAsync() is true;
    }
}
