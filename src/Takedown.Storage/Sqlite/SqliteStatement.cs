using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Takedown.Storage.Sqlite;

/// <summary>
/// A statement that is prepared once and bound by position. The provider's own commands look up each parameter by name
/// at each execution, which costs more than the insert itself where rows are wide.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(database, sql, out statement), database);
    }

    /// <summary>Binds the parameter at a position, from 1.</summary>
    public void Bind(int position, ColumnType type, object? value)
    {
        var code = value switch
        {
            null => raw.sqlite3_bind_null(statement, position),
            Guid id => BindId(position, id),
            DateTimeOffset at => raw.sqlite3_bind_int64(statement, position, at.ToUnixTimeMilliseconds()),
            string text => BindText(position, text),
            byte[] utf8 when type is ColumnType.Text => raw.sqlite3_bind_text(statement, position, utf8),
            byte[] bytes => raw.sqlite3_bind_blob(statement, position, bytes),
            _ => raw.sqlite3_bind_int64(statement, position, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        };
        SqliteException.ThrowExceptionForRC(code, database);
    }

    /// <returns>The number of rows changed.</returns>
    public int Execute()
    {
        try
        {
            Step(raw.SQLITE_DONE);
            return raw.sqlite3_changes(database);
        }
        finally
        {
            Reset();
        }
    }

    /// <returns>The numbers in the single row of the result.</returns>
    public long[] Read(int count)
    {
        try
        {
            Step(raw.SQLITE_ROW);
            var numbers = new long[count];
            for (var i = 0; i < count; i++) numbers[i] = raw.sqlite3_column_int64(statement, i);
            Step(raw.SQLITE_DONE);
            return numbers;
        }
        finally
        {
            Reset();
        }
    }

    private void Step(int expected)
    {
        var code = raw.sqlite3_step(statement);
        if (code == expected) return;
        SqliteException.ThrowExceptionForRC(code, database);
        throw new InvalidOperationException($"A statement returned {code} instead of {expected}.");
    }

    /// <summary>A reset returns the error of the last step again, which was thrown there.</summary>
    private void Reset() => raw.sqlite3_reset(statement);

    public void Dispose() => statement.Dispose();

    private int BindId(int position, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return raw.sqlite3_bind_blob(statement, position, bytes);
    }

    private int BindText(int position, string text)
    {
        // An empty span has no address, and SQLite reads a null address as NULL.
        if (text.Length == 0) return raw.sqlite3_bind_text(statement, position, text);
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, buffer);
        // SQLite copies the bytes.
        var code = raw.sqlite3_bind_text(statement, position, buffer.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(buffer);
        return code;
    }
}
