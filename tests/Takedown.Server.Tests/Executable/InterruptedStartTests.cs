using Npgsql;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Executable;

/// <summary>A process that is asked to stop while it is starting.</summary>
[Collection(OneByOne.Name)]
public sealed class InterruptedStartTests : IAsyncLifetime
{
    /// <summary>The lock under which a process migrates, "takedown" in ASCII.</summary>
    private const string Lock = "x'74616b65646f776e'::bit(64)::bigint";

    private readonly Scratch scratch = new();
    private TestStore store = null!;

    public async Task InitializeAsync() => store = await TestStore.CreateAsync();

    public async Task DisposeAsync()
    {
        scratch.Dispose();
        await store.DisposeAsync();
    }

    [PostgresFact]
    public async Task SIGTERM_before_the_start_is_complete_ends_the_process_in_time_with_code_0_and_no_error()
    {
        // Another process migrates, so that this one waits in the middle of its start.
        await using var migrating = new NpgsqlConnection(store.ConnectionString);
        await migrating.OpenAsync();
        await ScalarAsync(migrating, $"SELECT pg_advisory_lock({Lock})");
        await using var server = new ServerProcess(scratch.Path,
            ("Takedown__Database__Engine", "postgres"),
            ("Takedown__Database__ConnectionString", store.ConnectionString));
        server.Start();
        await Eventually.TrueAsync(
            async () => await ScalarAsync(
                migrating, "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") is > 0L,
            ServerProcess.Timeout, "the start to wait");

        Assert.Equal(0, await server.StopAsync(TimeSpan.FromSeconds(10)));

        Assert.DoesNotContain("xception", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("fail:", server.Output, StringComparison.Ordinal);
    }

    private static async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
