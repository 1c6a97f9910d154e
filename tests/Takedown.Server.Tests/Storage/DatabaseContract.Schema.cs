using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Storage;

/// <summary>Migrations: once, by one of many, and never backwards.</summary>
public sealed partial class DatabaseContract
{
    private const string Versions = "SELECT version FROM schema_versions ORDER BY version";

    [Fact]
    public async Task Every_migration_is_applied_once()
    {
        await using var again = Open();
        await again.MigrateAsync();
        var versions = await database.ReadAsync(s => s.QueryAsync<long>(Versions));
        Assert.NotEmpty(versions);
        // Their numbers may have gaps.
        Assert.Equal(SchemaScripts.For(TestStore.Engine).Select(s => s.Version), versions);
    }

    [Fact]
    public async Task Migrating_leaves_what_is_stored()
    {
        await InsertAsync(Text("a"));
        await using var again = Open();
        await again.MigrateAsync();
        Assert.Equal(["a"], await TextsAsync());
    }

    [Fact]
    public async Task A_schema_of_a_newer_program_is_refused_by_name()
    {
        await database.WriteAsync(s => s.ExecuteAsync("INSERT INTO schema_versions (version) VALUES (9999)"));
        await using var older = Open();
        var error = await Assert.ThrowsAsync<SchemaTooNewException>(() => older.MigrateAsync());
        Assert.Contains("9999", error.Message, StringComparison.Ordinal);
    }
}
