using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Takedown.Storage;

/// <summary>
/// A statement prepared once and bound by position. The provider's own commands look each parameter up by its name at
/// each execution, which for our wide rows cost more than the insert itself.
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

    /// <summary>Gives the parameter at a position, from 1, its value.</summary>
    public void Bind(int position, ColumnType type, object? value)
    {
        var code = value switch
        {
            null => raw.sqlite3_bind_null(statement, position),
            Guid id => BindId(position, id),
            DateTimeOffset at => raw.sqlite3_bind_int64(statement, position, at.ToUnixTimeMilliseconds()),
            string text => BindText(position, text),
            byte[] bytes when type is ColumnType.Text => raw.sqlite3_bind_text(statement, position, bytes),
            byte[] bytes => raw.sqlite3_bind_blob(statement, position, bytes),
            _ => raw.sqlite3_bind_int64(statement, position, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        };
        SqliteException.ThrowExceptionForRC(code, database);
    }

    /// <returns>Rows changed.</returns>
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

    /// <returns>The numbers in the one row that the statement gives.</returns>
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
        throw new InvalidOperationException($"A statement gave {code} where {expected} was expected.");
    }

    /// <summary>What went wrong is told already; a reset would only say it again.</summary>
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
        // An empty span has no address, and a text without one is NULL.
        if (text.Length == 0) return raw.sqlite3_bind_text(statement, position, text);
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        var length = Encoding.UTF8.GetBytes(text, buffer);
        // SQLite makes its own copy.
        var code = raw.sqlite3_bind_text(statement, position, buffer.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(buffer);
        return code;
    }
}
