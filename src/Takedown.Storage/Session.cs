using System.Data.Common;
using Dapper;

namespace Takedown.Storage;

/// <summary>
/// One connection in use: inside a transaction when writing. Work given to the database must touch nothing else while
/// it runs (no HTTP, no broker), and may run again when the dialect asks for a retry.
/// </summary>
internal sealed class Session(DbConnection connection, DbTransaction? transaction, Dialect dialect)
{
    private List<Action>? afterCommit;
    private readonly StatementBatch statements = new(connection, transaction);

    public DbConnection Connection => connection;

    public DbTransaction? Transaction => transaction;

    public async Task<int> ExecuteAsync(string sql, object? args = null)
    {
        await statements.FlushAsync();
        return await connection.ExecuteAsync(sql, args, transaction);
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args = null)
    {
        await statements.FlushAsync();
        return (await connection.QueryAsync<T>(sql, args, transaction)).AsList();
    }

    public async Task<T?> FirstAsync<T>(string sql, object? args = null)
    {
        await statements.FlushAsync();
        return await connection.QueryFirstOrDefaultAsync<T?>(sql, args, transaction);
    }

    /// <summary>What an dialect keeps to send with what follows, because nobody waits for its outcome.</summary>
    public StatementBatch Statements => statements;

    /// <summary>
    /// Lets one transaction at a time into what <paramref name="name"/> stands for: from the next statement on that is waited for.
    /// </summary>
    public Task LockAsync(string name) => dialect.LockAsync(this, name);

    /// <summary>
    /// Inserts rows. What meets a taken unique key goes by <paramref name="onConflict"/>, such as <c>DO NOTHING</c>; the
    /// keys of one call are distinct where that is an update.
    /// </summary>
    public Task InsertAsync<T>(Table<T> table, IReadOnlyList<T> rows, string? onConflict = null) =>
        dialect.InsertAsync(this, table, rows, onConflict);

    /// <summary>Inserts the rows that meet no taken unique key. The first column is an id of each row.</summary>
    /// <returns>For each row whether it went in.</returns>
    public Task<bool[]> InsertNewAsync<T>(Table<T> table, IReadOnlyList<T> rows) => dialect.InsertNewAsync(this, table, rows);

    /// <summary>
    /// Inserts rows in their order. What meets a taken unique key goes by <paramref name="onConflict"/>, which must update it;
    /// the keys of one call are distinct then.
    /// </summary>
    /// <returns>What the columns <paramref name="numbers"/> hold of each row thereafter.</returns>
    public Task<IReadOnlyList<long[]>> InsertReadingAsync<T>(
        Table<T> table, IReadOnlyList<T> rows, IReadOnlyList<string> numbers, string? onConflict = null) =>
        dialect.InsertReadingAsync(this, table, rows, numbers, onConflict);

    /// <summary>Updates rows by their key columns.</summary>
    /// <returns>How many were found.</returns>
    public Task<int> UpdateAsync<T>(Table<T> table, IReadOnlyList<T> rows) => dialect.UpdateAsync(this, table, rows);

    /// <summary>Updates rows by their key columns; the transaction fails where one is not there.</summary>
    public Task ChangeAsync<T>(Table<T> table, IReadOnlyList<T> rows) => dialect.ChangeAsync(this, table, rows);

    /// <summary>Deletes rows by their key columns, as far as they are there.</summary>
    public Task DeleteAsync<T>(Table<T> table, IReadOnlyList<T> rows) => dialect.DeleteAsync(this, table, rows);

    /// <summary>Asks with the next statement that is waited for, which costs no journey of its own.</summary>
    /// <param name="question">A SELECT of ids, up to <c>IN</c>.</param>
    /// <param name="ids">What stands behind the <c>IN</c>.</param>
    /// <returns>The answer, empty until then.</returns>
    public Task<IReadOnlyList<Guid>> QueryDeferredAsync(string question, IEnumerable<Guid> ids) => dialect.QueryDeferredAsync(this, question, ids);

    /// <summary>SQL for a list of ids bound as the parameter <paramref name="name"/>: <c>WHERE id IN (…)</c>.</summary>
    public string In(string name) => dialect.IdsSource(name);

    /// <summary>The parameter value that belongs to <see cref="In"/>.</summary>
    public object Ids(IEnumerable<Guid> ids) => dialect.IdsValue(ids);

    /// <summary>The same for a list of numbers.</summary>
    public string InNumbers(string name) => dialect.NumbersSource(name);

    /// <summary>The parameter value that belongs to <see cref="InNumbers"/>.</summary>
    public object Numbers(IEnumerable<long> numbers) => dialect.NumbersValue(numbers);

    /// <summary>The same for a list of texts.</summary>
    public string InTexts(string name) => dialect.TextsSource(name);

    /// <summary>The parameter value that belongs to <see cref="InTexts"/>.</summary>
    public object Texts(IEnumerable<string> texts) => dialect.TextsValue(texts);

    /// <summary>The same for a list of byte strings.</summary>
    public string InBytes(string name) => dialect.BytesSource(name);

    /// <summary>The parameter value that belongs to <see cref="InBytes"/>.</summary>
    public object Bytes(IEnumerable<byte[]> values) => dialect.BytesValue(values);

    /// <summary>See <see cref="Dialect.CommittedOnly"/>.</summary>
    public string CommittedOnly => dialect.CommittedOnly;

    /// <summary>Runs once the transaction is durable; never when it is rolled back.</summary>
    public void AfterCommit(Action action) => (afterCommit ??= []).Add(action);

    public void RunAfterCommit()
    {
        foreach (var action in afterCommit ?? []) action();
    }
}
