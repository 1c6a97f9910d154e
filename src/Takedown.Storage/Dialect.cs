using System.Data.Common;

namespace Takedown.Storage;

/// <summary>What differs between the database engines, and nothing else.</summary>
internal abstract class Dialect
{
    /// <summary>Appended to a SELECT whose rows will be written.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>Appended to a SELECT that claims work others may also be claiming.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>Added to a read of events: leaves out what an earlier position could still slip in front of.</summary>
    public abstract string CommittedOnly { get; }

    /// <summary>Keeps others out of what is named until the transaction ends; nothing where there is one writer anyway.</summary>
    public abstract Task LockAsync(Session session, string name);

    public abstract Task InsertAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows, string? onConflict);

    public abstract Task<bool[]> InsertNewAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows);

    public abstract Task<IReadOnlyList<long[]>> InsertReadingAsync<T>(
        Session session, Table<T> table, IReadOnlyList<T> rows, IReadOnlyList<string> numbers, string? onConflict);

    public abstract Task<int> UpdateAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows);

    public abstract Task ChangeAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows);

    public abstract Task DeleteAsync<T>(Session session, Table<T> table, IReadOnlyList<T> rows);

    public abstract Task<IReadOnlyList<Guid>> QueryDeferredAsync(Session session, string question, IEnumerable<Guid> ids);

    public abstract string IdsSource(string parameter);

    public abstract object IdsValue(IEnumerable<Guid> ids);

    public abstract string NumbersSource(string parameter);

    public abstract object NumbersValue(IEnumerable<long> numbers);

    public abstract string TextsSource(string parameter);

    public abstract object TextsValue(IEnumerable<string> texts);

    public abstract string BytesSource(string parameter);

    public abstract object BytesValue(IEnumerable<byte[]> values);

    /// <summary>Whether an error speaks of the database's condition and may pass: who is waited for, away, full or read-only.</summary>
    public abstract bool IsTransient(DbException error);

    /// <summary>Whether an error says that a unique key is taken.</summary>
    public abstract bool IsUniqueViolation(DbException error);

    /// <summary>The same of one column's key.</summary>
    public abstract bool IsUniqueViolation(DbException error, string column);
}
