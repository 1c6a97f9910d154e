using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;
using Takedown.Storage;
using Takedown.Storage.Postgres;
using Takedown.Storage.Sqlite;

namespace Takedown.Server.Tests.Storage;

/// <summary>Which errors are the state of the database, so that work waits, and which are faults of the work.</summary>
[Trait("Database", "unused")]
public sealed class TransientErrorTests
{
    private static readonly PostgresDialect Postgres = new();

    public static TheoryData<string, DbException, bool> Errors() => new()
    {
        { "several hosts, none of them primary", new NpgsqlException("No suitable host was found."), true },
        {
            "several hosts, none answers",
            new NpgsqlException(
                "Unable to connect to a suitable host. Check inner exception for more details.",
                new AggregateException(new NpgsqlException("a", new SocketException()), new TimeoutException())),
            true
        },
        { "connection lost", new NpgsqlException("Exception while reading", new IOException("reset")), true },
        { "timeout", new NpgsqlException("Exception while reading", new TimeoutException()), true },
        { "failover", Of("25006"), true },
        { "disk full", Of("53100"), true },
        { "a statement took too long", Of("57014"), true },
        { "unique violation", Of("23505"), false },
        { "no such table", Of("42P01"), false },
        { "division by zero", Of("22012"), false },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void A_state_of_PostgreSQL_is_waited_for_and_a_fault_of_the_work_is_not(
        string what, DbException error, bool transient) =>
        Assert.Equal((what, transient), (what, Postgres.IsTransient(error)));

    [Fact]
    public void A_full_disk_is_told_from_every_other_state()
    {
        Assert.True(Postgres.IsStorageFull(Of("53100")));
        Assert.False(Postgres.IsStorageFull(Of("25006")));
        Assert.True(Postgres.IsReadOnly(Of("25006")));
        var sqlite = new SqliteDialect();
        Assert.True(sqlite.IsStorageFull(new SqliteException("full", 13)));
        Assert.False(sqlite.IsStorageFull(new SqliteException("busy", 5)));
        Assert.True(sqlite.IsReadOnly(new SqliteException("read-only", 8)));
    }

    /// <summary>Whoever waited for it is told; the database can be used.</summary>
    [Fact]
    public void A_statement_that_took_too_long_is_told_from_a_database_that_is_away()
    {
        Assert.True(Postgres.IsTimeout(Of("57014")));
        Assert.False(Postgres.IsTimeout(Of("57P01")));
        Assert.False(new SqliteDialect().IsTimeout(new SqliteException("busy", 5)));
    }

    [Fact]
    public async Task A_probe_asks_rarely_believes_work_and_passes_on_what_it_does_not_know()
    {
        var (writes, fault) = (0, default(DbException));
        var probe = new WriteProbe(() => ++writes > 0 && fault is not null ? Task.FromException(fault)
            : Task.CompletedTask, Postgres);
        Assert.Null(await probe.FindAsync(default));
        Assert.Null(await probe.FindAsync(default));
        Assert.Equal(1, writes);

        probe.Failed(Of("23505"));
        Assert.Null(await probe.FindAsync(default));
        probe.Failed(Of("53100"));
        Assert.Equal("storage is full", await probe.FindAsync(default));

        fault = Of("25006");
        Assert.Equal(
            "it is read-only", await new WriteProbe(() => Task.FromException(fault), Postgres).FindAsync(default));
        fault = Of("42P01");
        await Assert.ThrowsAsync<PostgresException>(
            () => new WriteProbe(() => Task.FromException(fault), Postgres).FindAsync(default));
    }

    private static PostgresException Of(string state) => new("message", "ERROR", "ERROR", state);
}
