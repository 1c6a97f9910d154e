using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Takedown.Storage;

/// <summary>
/// How ids and instants are stored. Dapper's handlers are global, so a handler checks the database of each parameter.
/// </summary>
internal static class DapperTypes
{
    private static readonly Lock Once = new();
    private static bool registered;

    public static void Register()
    {
        lock (Once)
        {
            if (registered) return;
            registered = true;
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            SqlMapper.ConnectionStringComparer = new OneSchema();
            SqlMapper.RemoveTypeMap(typeof(Guid));
            SqlMapper.RemoveTypeMap(typeof(Guid?));
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
            SqlMapper.AddTypeHandler(typeof(Guid), new IdHandler());
            SqlMapper.AddTypeHandler(typeof(DateTimeOffset), new InstantHandler());
        }
    }

    /// <summary>
    /// Every connection of a process is to our schema, so that what Dapper generates for a statement serves readers,
    /// writers and each of the many databases of a test run.
    /// </summary>
    private sealed class OneSchema : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => true;

        public int GetHashCode(string obj) => 0;
    }

    /// <summary>A null needs a type too: PostgreSQL rejects <c>@id IS NULL</c> without one.</summary>
    private sealed class IdHandler : SqlMapper.ITypeHandler
    {
        public void SetValue(IDbDataParameter parameter, object value)
        {
            var sqlite = parameter is SqliteParameter;
            parameter.DbType = sqlite ? DbType.Binary : DbType.Guid;
            parameter.Value = sqlite && value is Guid id ? id.ToByteArray(bigEndian: true) : value;
        }

        public object Parse(Type destinationType, object value) =>
            value is Guid id ? id : new Guid((byte[])value, bigEndian: true);
    }

    private sealed class InstantHandler : SqlMapper.ITypeHandler
    {
        public void SetValue(IDbDataParameter parameter, object value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value is DateTimeOffset at ? at.ToUnixTimeMilliseconds() : value;
        }

        public object Parse(Type destinationType, object value) =>
            DateTimeOffset.FromUnixTimeMilliseconds((long)value);
    }
}
