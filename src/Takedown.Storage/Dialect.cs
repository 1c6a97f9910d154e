using System.Data.Common;
using System.Text.Json;

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

    /// <summary>A list of pairs, whose columns are <c>id</c> and <c>text</c>.</summary>
    public abstract string PairsSource(string parameter);

    public virtual object PairsValue(IEnumerable<(Guid Id, string Text)> pairs) =>
        JsonSerializer.Serialize(pairs.Select(p => (string[])[p.Id.ToString("N"), p.Text]));

    public abstract string BytesSource(string parameter);

    public abstract object BytesValue(IEnumerable<byte[]> values);

    /// <summary>
    /// SQL for the ids that a query finds for each row of a list, each as an index gives them: one query with an OR
    /// reads the table until it has a page.
    /// </summary>
    /// <param name="keys">A SELECT, whose columns the query reads as those of <c>k</c>.</param>
    /// <param name="table">The table of the ids.</param>
    /// <param name="query">A SELECT of the column <c>id</c>, with an order and a limit of its own.</param>
    public abstract string ForEach(string keys, string table, string query);

    /// <summary>
    /// What stands after FROM for the rows of a table that belong to a list of ids, found by the table's index for each
    /// id: a plan made while the table was small would read all of it until its figures are taken anew.
    /// </summary>
    /// <param name="parameter">The list of distinct ids, which the condition reads as <c>k.value</c>.</param>
    /// <param name="table">The table.</param>
    /// <param name="condition">What its rows have to do with the id.</param>
    public abstract string OfEach(string parameter, string table, string condition);

    /// <summary>Whether the state of the database caused the error, so that a later attempt may succeed.</summary>
    public abstract bool IsTransient(DbException error);

    /// <summary>
    /// Whether the disk of the database is full: a transient error that no retry within seconds mends.
    /// </summary>
    public abstract bool IsStorageFull(DbException error);

    /// <summary>
    /// Whether a statement was given up because it took too long: a transient error of a database that can be used.
    /// </summary>
    public virtual bool IsTimeout(DbException error) => false;

    /// <summary>Whether the database refuses writes.</summary>
    public abstract bool IsReadOnly(DbException error);

    /// <summary>Whether the error is a unique violation.</summary>
    public abstract bool IsUniqueViolation(DbException error);

    /// <summary>Whether the error is a violation of the unique key on <paramref name="column"/>.</summary>
    public abstract bool IsUniqueViolation(DbException error, string column);
}
