using System.Data.Common;
using Dapper;

namespace Takedown.Storage;

/// <summary>
/// One connection in use, inside a transaction when writing. Work given to the database must do nothing else while it
/// runs (no HTTP, no broker), and may run again after a transient error.
/// </summary>
internal abstract class Session(DbConnection connection, DbTransaction? transaction, Dialect dialect)
{
    private List<Action>? afterCommit;

    public async Task<int> ExecuteAsync(string sql, object? args = null)
    {
        await SendAsync();
        return await connection.ExecuteAsync(sql, args, transaction);
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? args = null)
    {
        await SendAsync();
        return (await connection.QueryAsync<T>(sql, args, transaction)).AsList();
    }

    public async Task<T?> FirstAsync<T>(string sql, object? args = null)
    {
        await SendAsync();
        return await connection.QueryFirstOrDefaultAsync<T?>(sql, args, transaction);
    }

    /// <summary>Called before each single statement: sends those that wait for it.</summary>
    protected virtual Task SendAsync() => Task.CompletedTask;

    /// <summary>
    /// Holds an exclusive lock on <paramref name="name"/> until the transaction ends. The lock is held once the next
    /// awaited statement returns. A database with a single writer has nothing to lock.
    /// </summary>
    public abstract Task LockAsync(string name);

    /// <summary>
    /// Inserts rows. <paramref name="onConflict"/> says what happens to a unique key that exists, such as
    /// <c>DO NOTHING</c>; an update requires distinct keys within one call.
    /// </summary>
    public abstract Task InsertAsync<T>(Table<T> table, IReadOnlyList<T> rows, string? onConflict = null);

    /// <summary>Inserts the rows whose unique keys do not exist yet. The first column is a unique id.</summary>
    /// <returns>For each row whether it was inserted.</returns>
    public abstract Task<bool[]> InsertNewAsync<T>(Table<T> table, IReadOnlyList<T> rows);

    /// <summary>
    /// Inserts rows in order. <paramref name="onConflict"/> must update a row whose unique key exists, and requires
    /// distinct keys within one call.
    /// </summary>
    /// <returns>For each row the values of the columns <paramref name="numbers"/> after the insert or update.</returns>
    public abstract Task<IReadOnlyList<long[]>> InsertReadingAsync<T>(
        Table<T> table, IReadOnlyList<T> rows, IReadOnlyList<string> numbers, string? onConflict = null);

    /// <summary>Updates rows by their key columns.</summary>
    /// <returns>The number of rows found.</returns>
    public abstract Task<int> UpdateAsync<T>(Table<T> table, IReadOnlyList<T> rows);

    /// <summary>
    /// Updates rows by their key columns. A missing row fails the transaction with a
    /// <see cref="RowsMissingException"/>, here or at the next awaited statement.
    /// </summary>
    public abstract Task ChangeAsync<T>(Table<T> table, IReadOnlyList<T> rows);

    /// <summary>Updates the rows that exist, by their key columns, with the next awaited statement.</summary>
    public abstract Task ChangeFoundAsync<T>(Table<T> table, IReadOnlyList<T> rows);

    /// <summary>Deletes the rows that exist, by their key columns.</summary>
    public abstract Task DeleteAsync<T>(Table<T> table, IReadOnlyList<T> rows);

    /// <summary>Runs a query with the next awaited statement, so that it costs no round trip of its own.</summary>
    /// <param name="query">A SELECT of ids that ends with <c>IN</c>.</param>
    /// <param name="ids">The list for the <c>IN</c>.</param>
    /// <returns>A list that is filled by the next awaited statement.</returns>
    public abstract Task<IReadOnlyList<Guid>> QueryDeferredAsync(string query, IEnumerable<Guid> ids);

    /// <summary>The same for a list of numbers.</summary>
    /// <param name="query">A SELECT of ids, with <see cref="InNumbers"/> of <c>numbers</c>.</param>
    /// <param name="numbers">The numbers.</param>
    /// <param name="from">Its parameter <c>@from</c>.</param>
    public abstract Task<IReadOnlyList<Guid>> FindDeferredAsync(
        string query, IReadOnlyCollection<long> numbers, long from);

    /// <summary>SQL for a list of ids bound as the parameter <paramref name="name"/>: <c>WHERE id IN (…)</c>.</summary>
    public string In(string name) => dialect.IdsSource(name);

    /// <summary>The parameter value for <see cref="In"/>.</summary>
    public object Ids(IEnumerable<Guid> ids) => dialect.IdsValue(ids);

    /// <summary>SQL for a list of numbers bound as the parameter <paramref name="name"/>.</summary>
    public string InNumbers(string name) => dialect.NumbersSource(name);

    /// <summary>The parameter value for <see cref="InNumbers"/>.</summary>
    public object Numbers(IEnumerable<long> numbers) => dialect.NumbersValue(numbers);

    /// <summary>SQL for a list of texts bound as the parameter <paramref name="name"/>.</summary>
    public string InTexts(string name) => dialect.TextsSource(name);

    /// <summary>The parameter value for <see cref="InTexts"/>.</summary>
    public object Texts(IEnumerable<string> texts) => dialect.TextsValue(texts);

    /// <summary>
    /// SQL for a list of pairs bound as the parameter <paramref name="name"/>, with the columns <c>id</c> and
    /// <c>text</c>.
    /// </summary>
    public string InPairs(string name) => dialect.PairsSource(name);

    /// <summary>The parameter value for <see cref="InPairs"/>.</summary>
    public object Pairs(IEnumerable<(Guid Id, string Text)> pairs) => dialect.PairsValue(pairs);

    /// <summary>SQL for a list of byte strings bound as the parameter <paramref name="name"/>.</summary>
    public string InBytes(string name) => dialect.BytesSource(name);

    /// <summary>The parameter value for <see cref="InBytes"/>.</summary>
    public object Bytes(IEnumerable<byte[]> values) => dialect.BytesValue(values);

    /// <summary>See <see cref="Dialect.ForEach"/>.</summary>
    public string ForEach(string keys, string table, string query) => dialect.ForEach(keys, table, query);

    /// <summary>See <see cref="Dialect.OfEach"/>.</summary>
    public string OfEach(string parameter, string table, string condition) =>
        dialect.OfEach(parameter, table, condition);

    /// <summary>See <see cref="Dialect.CommittedOnly"/>.</summary>
    public string CommittedOnly => dialect.CommittedOnly;

    /// <summary>Runs after a successful commit and never after a rollback.</summary>
    public void AfterCommit(Action action) => (afterCommit ??= []).Add(action);

    public void RunAfterCommit()
    {
        foreach (var action in afterCommit ?? []) action();
    }
}
