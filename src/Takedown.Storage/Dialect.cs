using System.Data.Common;

namespace Takedown.Storage;

/// <summary>SQL fragments, parameter values and error codes that differ between the databases.</summary>
internal abstract class Dialect
{
    /// <summary>Appended to a SELECT whose rows will be changed.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>Appended to a SELECT that claims work and skips rows claimed by another transaction.</summary>
    public abstract string SkipLocked { get; }

    /// <summary>
    /// Added to the condition of a query on events. Excludes positions at or above that of a transaction that may still
    /// commit, so that a reader never moves past an event.
    /// </summary>
    public abstract string CommittedOnly { get; }

    public abstract string IdsSource(string parameter);

    public abstract object IdsValue(IEnumerable<Guid> ids);

    public abstract string NumbersSource(string parameter);

    public abstract object NumbersValue(IEnumerable<long> numbers);

    public abstract string TextsSource(string parameter);

    public abstract object TextsValue(IEnumerable<string> texts);

    public abstract string BytesSource(string parameter);

    public abstract object BytesValue(IEnumerable<byte[]> values);

    /// <summary>Whether the state of the database caused the error, so that a later attempt may succeed.</summary>
    public abstract bool IsTransient(DbException error);

    /// <summary>
    /// Whether the disk of the database is full: a transient error that no retry within seconds mends.
    /// </summary>
    public abstract bool IsStorageFull(DbException error);

    /// <summary>Whether the database refuses writes.</summary>
    public abstract bool IsReadOnly(DbException error);

    /// <summary>Whether the error is a unique violation.</summary>
    public abstract bool IsUniqueViolation(DbException error);

    /// <summary>Whether the error is a violation of the unique key on <paramref name="column"/>.</summary>
    public abstract bool IsUniqueViolation(DbException error, string column);
}
