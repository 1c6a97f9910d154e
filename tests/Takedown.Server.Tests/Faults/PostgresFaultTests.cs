using System.Net;
using Npgsql;
using Takedown.Server.Tests.Executable;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Faults;

/// <summary>
/// A database that cannot be used: the process stays, says why in its log and its readiness without a password, answers
/// 503, tries again with growing pauses, and works as soon as the cause is gone.
/// </summary>
[Collection(OneByOne.Name)]
public sealed class PostgresFaultTests : IAsyncLifetime
{
    private const string Hopeless = "could not be opened";
    private readonly Scratch scratch = new();
    private TestStore store = null!;

    public async Task InitializeAsync() => store = await TestStore.CreateAsync();

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        scratch.Dispose();
    }

    [PostgresFact]
    public async Task Nobody_listens_there()
    {
        await using var server = FaultyServer.OnPostgres(scratch, With(s => s.Port = 1));
        await server.StartAsync();
        await AssertHopelessAsync(server, "it cannot be opened");
        Assert.True(server.Told("127.0.0.1:1") >= 1, server.Process.Output);
        // It is tried again (see the next test), and told once.
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System);
        Assert.Equal(1, server.Told(Hopeless));
        Assert.Equal(0, await server.Process.StopAsync(TimeSpan.FromSeconds(10)));
    }

    [PostgresFact]
    public async Task The_password_is_wrong_until_it_is_set()
    {
        var role = $"takedown_password_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        await FaultyServer.AdministerAsync(store.ConnectionString,
            $"""
            DO $$ BEGIN CREATE ROLE takedown_password; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            CREATE ROLE {role} SUPERUSER LOGIN PASSWORD 'another one' IN ROLE takedown_password
            """);
        await using (var server =
            FaultyServer.OnPostgres(scratch, With(s => (s.Username, s.Password) = (role, "a secret word"))))
        {
            await server.StartAsync();
            await AssertHopelessAsync(server, "the login was refused (SQLSTATE 28P01)");
            Assert.DoesNotContain("a secret word", server.Process.Output, StringComparison.Ordinal);

            await FaultyServer.AdministerAsync(store.ConnectionString, $"ALTER ROLE {role} PASSWORD 'a secret word'");
            await server.UntilReadyAsync();
            Assert.Equal((HttpStatusCode.OK, null), await server.CallAsync());
            Assert.Equal((1, 1), (server.Told(Hopeless), server.Told("The database is open")));
        }
        await FaultyServer.AdministerAsync(store.ConnectionString, $"DROP ROLE {role}");
    }

    [PostgresFact]
    public async Task The_schema_is_of_a_newer_program()
    {
        await FaultyServer.AdministerAsync(
            store.ConnectionString, "INSERT INTO schema_versions (version) VALUES (9999)");
        await using var server = FaultyServer.OnPostgres(scratch, store.ConnectionString);
        await server.StartAsync();
        await AssertHopelessAsync(server, "9999");
    }

    [PostgresFact]
    public async Task It_becomes_read_only_and_writable_again()
    {
        await using var server =
            FaultyServer.OnPostgres(scratch, store.ConnectionString, ("Takedown__Sandbox", "true"));
        await server.StartAsync();
        await server.UntilReadyAsync();
        await SetReadOnlyAsync(true);

        Assert.Equal((HttpStatusCode.OK, null), await server.CallAsync());
        using (var http = server.Process.Client())
        {
            using var refused = await http.PostAsync(
                "/v1/sandbox/clock", new StringContent("{\"advance\":\"PT1H\"}", null, "application/json"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        }
        var (status, database, _) = await server.ReadinessAsync();
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready: it is read-only"), (status, database));

        await SetReadOnlyAsync(false);
        await server.UntilReadyAsync();
        await server.Process.RegisterClaimantAsync("After the fault");
    }

    [DiskFact(postgres: true)]
    public async Task Its_disk_is_full_and_gets_larger()
    {
        using var disk = new SmallDisk(24);
        SmallDisk.Run("chown", "postgres", disk.Path);
        var name = $"full_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        await FaultyServer.AdministerAsync(store.ConnectionString, $"CREATE TABLESPACE {name} LOCATION '{disk.Path}'");
        await FaultyServer.AdministerAsync(store.ConnectionString, $"CREATE DATABASE {name} TABLESPACE {name}");
        try
        {
            await using var server = FaultyServer.OnPostgres(scratch, With(s => s.Database = name));
            await server.StartAsync();
            await server.UntilReadyAsync();
            await FullDisk.FillAndGrowAsync(server, () => disk.Grow(400));
        }
        finally
        {
            // Whatever was found: a server that cannot write its pages anywhere is no use to the tests after this one.
            disk.Grow(400);
            await FaultyServer.AdministerAsync(store.ConnectionString, $"DROP DATABASE {name} WITH (FORCE)");
            await FaultyServer.AdministerAsync(store.ConnectionString, $"DROP TABLESPACE {name}");
        }
    }

    private static async Task AssertHopelessAsync(FaultyServer server, string reason)
    {
        var (status, database, _) = await server.ReadinessAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains(reason, database, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), await server.CallAsync());
        Assert.True(server.Told(Hopeless) >= 1, server.Process.Output);
    }

    private string With(Action<NpgsqlConnectionStringBuilder> change)
    {
        var settings = new NpgsqlConnectionStringBuilder(store.ConnectionString);
        change(settings);
        return settings.ConnectionString;
    }

    private async Task SetReadOnlyAsync(bool on)
    {
        var name = new NpgsqlConnectionStringBuilder(store.ConnectionString).Database;
        var admin = With(s => s.Options = "-c default_transaction_read_only=off");
        await FaultyServer.AdministerAsync(
            admin, $"ALTER DATABASE {name} SET default_transaction_read_only = {(on ? "on" : "off")}");
        await FaultyServer.AdministerAsync(admin, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            + $"WHERE datname = '{name}' AND pid <> pg_backend_pid()");
    }
}
