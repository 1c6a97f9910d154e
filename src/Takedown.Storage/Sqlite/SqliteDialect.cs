using System.Data.Common;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Takedown.Storage.Sqlite;

/// <summary>SQL fragments, parameter values and error codes of SQLite.</summary>
internal sealed class SqliteDialect : Dialect
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int ConstraintUnique = 2067;
    private const int ConstraintPrimaryKey = 1555;

    public override string ForUpdate => "";

    public override string SkipLocked => "";

    /// <summary>There is one writer: positions are committed in order.</summary>
    public override string CommittedOnly => "";

    public override string IdsSource(string parameter) =>
        $"(SELECT unhex(value) AS value FROM json_each(@{parameter}))";

    public override object IdsValue(IEnumerable<Guid> ids)
    {
        var json = new StringBuilder("[");
        foreach (var id in ids) json.Append(json.Length == 1 ? "\"" : ",\"").Append(id.ToString("N")).Append('"');
        return json.Append(']').ToString();
    }

    public override string NumbersSource(string parameter) => $"(SELECT value FROM json_each(@{parameter}))";

    public override object NumbersValue(IEnumerable<long> numbers) => JsonSerializer.Serialize(numbers);

    public override string TextsSource(string parameter) => $"(SELECT value FROM json_each(@{parameter}))";

    public override object TextsValue(IEnumerable<string> texts) => JsonSerializer.Serialize(texts);

    public override string PairsSource(string parameter) =>
        $"(SELECT unhex(value ->> 0) AS id, value ->> 1 AS text FROM json_each(@{parameter}))";

    public override string BytesSource(string parameter) =>
        $"(SELECT unhex(value) AS value FROM json_each(@{parameter}))";

    public override object BytesValue(IEnumerable<byte[]> values) =>
        JsonSerializer.Serialize(values.Select(Convert.ToHexString));

    /// <summary>There is no LATERAL, but an IN whose query is run once for each key.</summary>
    public override string ForEach(string keys, string table, string query) =>
        $"SELECT found.id FROM ({keys}) k CROSS JOIN {table} found ON found.id IN ({query})";

    public override string OfEach(string parameter, string table, string condition) =>
        $"{IdsSource(parameter)} k CROSS JOIN {table} found ON {condition}";

    public override bool IsTransient(DbException error) =>
        error is SqliteException { SqliteErrorCode: Busy or Locked or ReadOnly or InputOutput or Full or CannotOpen };

    public override bool IsStorageFull(DbException error) => error is SqliteException { SqliteErrorCode: Full };

    public override bool IsReadOnly(DbException error) => error is SqliteException { SqliteErrorCode: ReadOnly };

    public override bool IsUniqueViolation(DbException error) =>
        error is SqliteException { SqliteExtendedErrorCode: ConstraintUnique or ConstraintPrimaryKey };

    public override bool IsUniqueViolation(DbException error, string column) =>
        IsUniqueViolation(error) && error.Message.Contains('.' + column, StringComparison.Ordinal);
}
