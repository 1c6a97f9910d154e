using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;
using Takedown.Server.Hosting;
using Takedown.Storage.Postgres;

namespace Takedown.Server.Tests.Hosting;

/// <summary>Why a PostgreSQL cannot be used is said for several hosts as for one.</summary>
[Trait("Database", "unused")]
public sealed class DatabaseObstacleTests
{
    private static readonly AuthenticationException Untrusted = new("RemoteCertificateNameMismatch");

    [Fact]
    public async Task A_certificate_nobody_trusts_is_named_whoever_of_the_hosts_has_it()
    {
        Assert.Equal("its certificate is not trusted", await OfAsync(new NpgsqlException("one", Untrusted)));
        Assert.Equal("its certificate is not trusted", await OfAsync(new NpgsqlException("all", new AggregateException(
            new NpgsqlException("a", new SocketException()), new NpgsqlException("b", Untrusted)))));
    }

    [Fact]
    public async Task A_refused_login_at_one_of_several_hosts_is_named()
    {
        var refused = new PostgresException("no", "FATAL", "FATAL", PostgresErrorCodes.InvalidPassword);
        Assert.Equal("the login was refused (SQLSTATE 28P01)", await OfAsync(refused));
        Assert.Equal("the login was refused (SQLSTATE 28P01)", await OfAsync(new NpgsqlException(
            "all", new AggregateException(refused, new NpgsqlException("b", new SocketException())))));
        Assert.Equal("it cannot be opened", await OfAsync(new NpgsqlException("x", new SocketException())));
    }

    /// <summary>A machine that vanished says nothing: only these end the silence (clusters F7).</summary>
    [Theory]
    [InlineData("Host=a;Database=d")]
    [InlineData("Host=a,b;Database=d;Target Session Attributes=primary;Command Timeout=300;Timeout=60")]
    public void A_database_that_falls_silent_is_given_up_after_twenty_seconds(string given)
    {
        var settings = PostgresDatabase.SettingsOf(given);
        Assert.Equal((20, 5, 1), (settings.CommandTimeout, settings.Timeout, settings.HostRecheckSeconds));
        Assert.Contains("statement_timeout=18s", settings.Options, StringComparison.Ordinal);
        Assert.Contains("idle_in_transaction_session_timeout=60s", settings.Options, StringComparison.Ordinal);
        // The wait for a cancelled command comes on top.
        Assert.InRange(settings.CancellationTimeout, 1, 2000);
    }

    /// <summary>Others of a group commit are tried alone, and nobody is told that the database is away.</summary>
    [Fact]
    public async Task A_statement_that_took_too_long_does_not_make_the_database_unavailable()
    {
        await using var database = new PostgresDatabase("Host=127.0.0.1;Database=d");
        Assert.False(database.IsUnavailable(
            new PostgresException("no", "ERROR", "ERROR", PostgresErrorCodes.QueryCanceled)));
        Assert.True(database.IsUnavailable(
            new PostgresException("no", "FATAL", "FATAL", PostgresErrorCodes.AdminShutdown)));
        Assert.False(database.IsUnavailable(new InvalidOperationException()));
    }

    private static async Task<string> OfAsync(Exception error)
    {
        await using var database = new PostgresDatabase("Host=127.0.0.1;Database=d");
        return DatabaseObstacle.Of(error, database);
    }
}
