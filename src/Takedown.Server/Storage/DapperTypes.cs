using System.Data;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Takedown.Server.Storage;

/// <summary>How our value types are stored. Dapper's table is global, so a handler looks at the parameter's engine.</summary>
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
            SqlMapper.RemoveTypeMap(typeof(Guid));
            SqlMapper.RemoveTypeMap(typeof(Guid?));
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
            SqlMapper.AddTypeHandler(new IdHandler());
            SqlMapper.AddTypeHandler(new InstantHandler());
        }
    }

    private sealed class IdHandler : SqlMapper.TypeHandler<Guid>
    {
        public override void SetValue(IDbDataParameter parameter, Guid value)
        {
            if (parameter is SqliteParameter)
            {
                parameter.DbType = DbType.Binary;
                parameter.Value = value.ToByteArray(bigEndian: true);
            }
            else
            {
                parameter.Value = value;
            }
        }

        public override Guid Parse(object value) => value is Guid id ? id : new Guid((byte[])value, bigEndian: true);
    }

    private sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
    {
        public override void SetValue(IDbDataParameter parameter, DateTimeOffset value)
        {
            parameter.DbType = DbType.Int64;
            parameter.Value = value.ToUnixTimeMilliseconds();
        }

        public override DateTimeOffset Parse(object value) => DateTimeOffset.FromUnixTimeMilliseconds((long)value);
    }
}
