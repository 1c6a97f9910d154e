using Takedown.Server.Hosting;
using Takedown.Storage;

namespace Takedown.Server.Tests.Storage;

/// <summary>What is particular to SQLite: the file and the disk.</summary>
public sealed class SqliteDatabaseTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("takedown-store-").FullName;

    private string ConnectionString => $"Data Source={Path.Combine(directory, "store.db")}";

    private Database Open() => DatabaseFactory.Create(new DatabaseOptions { ConnectionString = ConnectionString });

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task The_first_of_several_that_open_an_empty_file_makes_the_schema()
    {
        var path = Path.Combine(directory, "several.db");
        var stores = Enumerable.Range(0, 4)
            .Select(_ => DatabaseFactory.Create(new DatabaseOptions { ConnectionString = $"Data Source={path}" }))
            .ToList();
        await Task.WhenAll(stores.Select(store => Task.Run(() => store.MigrateAsync())));
        Assert.Equal(0, await stores[3].ReadAsync(s => s.FirstAsync<long>("SELECT COUNT(*) FROM organisations")));
        foreach (var store in stores) await store.DisposeAsync();
    }

    [Fact]
    public async Task A_missing_directory_is_made()
    {
        var path = Path.Combine(directory, "not", "yet", "there.db");
        await using var store =
            DatabaseFactory.Create(new DatabaseOptions { ConnectionString = $"Data Source={path}" });
        await store.MigrateAsync();
        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task A_commit_is_on_the_disk_and_not_only_in_the_page_cache()
    {
        await using var store = Open();
        await store.MigrateAsync();
        var (journal, synchronous) = await store.WriteAsync(async s =>
            (await s.FirstAsync<string>("PRAGMA journal_mode"), await s.FirstAsync<long>("PRAGMA synchronous")));
        Assert.Equal(("wal", 2L), (journal, synchronous));
    }

    [Fact]
    public async Task A_short_write_goes_before_the_sets_that_wait()
    {
        await using var store = Open();
        await store.MigrateAsync();
        var begun = new TaskCompletionSource();
        var gate = new TaskCompletionSource();
        var order = new List<string>();
        Task<int> Note(string name)
        {
            order.Add(name);
            return Task.FromResult(order.Count);
        }
        var first = store.WriteSetAsync(async s =>
        {
            begun.SetResult();
            await gate.Task;
            return await Note("set 1");
        });
        await begun.Task;
        Task[] waiting =
        [
            store.WriteSetAsync(_ => Note("set 2")), store.WriteSetAsync(_ => Note("set 3")),
            store.WriteAsync(_ => Note("short")),
        ];
        gate.SetResult();
        await first;
        await Task.WhenAll(waiting);
        Assert.Equal(["set 1", "short", "set 2", "set 3"], order);
    }
}
