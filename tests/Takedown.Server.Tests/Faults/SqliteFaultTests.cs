using System.Net;
using Takedown.Server.Tests.Executable;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Faults;

/// <summary>The same of a file: it cannot be opened, or its disk is full.</summary>
[Collection(Processes.Name)]
public sealed class SqliteFaultTests : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [SqliteFact]
    public async Task What_lies_there_is_no_database()
    {
        var path = Path.Combine(scratch.Path, "takedown.db");
        await File.WriteAllTextAsync(path, string.Join('\n', Enumerable.Repeat("This is a letter to my aunt.", 400)));
        await using var server = new FaultyServer(new ServerProcess(scratch.Path));
        await server.StartAsync();
        var (status, database, _) = await server.ReadinessAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("not ready: it cannot be opened", database);
        Assert.True(server.Told("not a database") >= 1, server.Process.Output);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), await server.CallAsync());

        File.Delete(path);
        await server.UntilReadyAsync();
        Assert.Equal((HttpStatusCode.OK, null), await server.CallAsync());
    }

    [DiskFact(postgres: false)]
    public async Task Its_disk_is_full_and_gets_larger()
    {
        using var disk = new SmallDisk(24);
        var connection = $"Data Source={Path.Combine(disk.Path, "takedown.db")}";
        await using var server = new FaultyServer(
            new ServerProcess(scratch.Path, ("Takedown__Database__ConnectionString", connection)));
        await server.StartAsync();
        await server.UntilReadyAsync();
        await FullDisk.FillAndGrowAsync(server, () => disk.Grow(400));
    }
}
