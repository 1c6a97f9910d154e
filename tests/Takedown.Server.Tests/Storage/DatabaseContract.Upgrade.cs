using Takedown.Server.Hosting;
using Takedown.Storage;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Storage;

/// <summary>A store that an older program filled goes on where it stood.</summary>
public sealed partial class DatabaseContract
{
    private const string Old =
        """
        INSERT INTO notices (id, batch_id, item_index, claimant_id, platform_id, state, tier, regime, policy,
          policy_version, target, open_key, seq,
          accepted_at, delivered_at, next_due_at, delivery_code)
        VALUES (@id, @any, 0, @any, @platform, @state, 0, 'cn-copyright', 'P', 1, 't', @key, @seq,
          1000, @delivered, @due, @code)
        """;

    [Fact]
    public async Task What_waited_before_the_upgrade_waits_behind_it()
    {
        await using var older = await TestStore.CreateAsync(migrated: false);
        await using var raw = await OpenOlderAsync(older);
        var platform = ids.Next();
        Guid[] waiting = [.. Enumerable.Range(0, 1201).Select(_ => ids.Next())];
        await using (var together = await raw.BeginTransactionAsync())
        {
            foreach (var id in waiting) await AddAsync(raw, id, platform, state: 0, due: 31_000, within: together);
            await together.CommitAsync();
        }
        var (failed, pushing, delivered, removed) = (ids.Next(), ids.Next(), ids.Next(), ids.Next());
        await AddAsync(raw, failed, platform, state: 0, due: 90_000, code: "webhook.timeout");
        await AddAsync(raw, pushing, platform, state: 0, due: 31_000, seq: 7);
        await AddAsync(raw, delivered, platform, state: 1, due: 50_000, seq: 5);
        await AddAsync(raw, removed, platform, state: 5, due: null, seq: 6, open: false);
        await raw.ExecuteAsync(
            "INSERT INTO accounts (platform_id, account_id, strikes) VALUES (@any, 'once', 1), (@any, 'twice', 2)",
            new { any = Stored(platform) });

        await raw.ExecuteAsync(
            "INSERT INTO organisations (id, kind, name, country, region, functions, created_at) "
            + "VALUES (@id, 2, 'Office', 'CN', 'CN', 'police culture', 0)",
            new { id = Stored(ids.Next()) });

        await using var newer = DatabaseFactory.Create(older.Options);
        await newer.MigrateAsync();

        await newer.ReadAsync(async s =>
        {
            var dispatches = await s.QueryAsync<Waits>(
                "SELECT failed, next_due_at, size, notices FROM dispatches ORDER BY size DESC");
            Assert.Equal([500, 500, 202, 1], dispatches.Select(d => d.Size));
            Assert.All(dispatches, d => Assert.Equal(d.Size, IdSet.Unpack(d.Notices).Length));
            Assert.Equal(
                waiting.Append(pushing).Order(),
                dispatches.Where(d => d.Failed == 0).SelectMany(d => IdSet.Unpack(d.Notices)).Order());
            var resting = Assert.Single(dispatches, d => d.Failed == 1);
            Assert.Equal((90_000, failed), (resting.NextDueAt, IdSet.Unpack(resting.Notices)[0]));
            var offer = Assert.Single(await s.QueryAsync<Waits>("SELECT due AS next_due_at, notices FROM offers"));
            Assert.Equal((901_000, failed), (offer.NextDueAt, Assert.Single(IdSet.Unpack(offer.Notices))));
            Assert.Equal(
                [90_000L], await s.QueryAsync<long>("SELECT next_push_at FROM notices WHERE next_push_at IS NOT NULL"));
            Assert.Equal(0, await s.FirstAsync<long>(
                "SELECT COUNT(*) FROM notices WHERE state = 0 AND next_due_at IS NOT NULL"));

            var clock = Assert.Single(await s.QueryAsync<Waits>("SELECT next_due_at, notices FROM clocks"));
            Assert.Equal((50_000, delivered), (clock.NextDueAt, Assert.Single(IdSet.Unpack(clock.Notices))));
            Assert.Equal([delivered, removed], await s.QueryAsync<Guid>("SELECT notice_id FROM inbox ORDER BY seq"));
            Assert.Equal([pushing], await s.QueryAsync<Guid>("SELECT notice_id FROM pushing"));
            Assert.Equal(1204, await s.FirstAsync<long>("SELECT COUNT(*) FROM open_notices"));
            Assert.Equal(["police culture-enforcement"], await s.QueryAsync<string>(
                "SELECT functions FROM organisations WHERE functions IS NOT NULL"));
            Assert.Equal([$"{Guid.Empty}"], await s.QueryAsync<string>(
                "SELECT value FROM settings WHERE name = 'open-keys'"));
            Assert.Equal(["twice"], await s.QueryAsync<string>("SELECT account_id FROM accounts WHERE is_repeat"));
            return true;
        });
    }

    private static async Task<DbConnection> OpenOlderAsync(TestStore store)
    {
        DbConnection raw = TestStore.IsPostgres
            ? new NpgsqlConnection(store.ConnectionString)
            : new SqliteConnection(store.ConnectionString);
        await raw.OpenAsync();
        await raw.ExecuteAsync("CREATE TABLE schema_versions (version bigint NOT NULL PRIMARY KEY)");
        foreach (var (version, sql) in SchemaScripts.For(TestStore.Engine)
            .TakeWhile(s => !s.Sql.Contains("CREATE TABLE clocks", StringComparison.Ordinal)))
        {
            await raw.ExecuteAsync(sql);
            await raw.ExecuteAsync("INSERT INTO schema_versions (version) VALUES (@version)", new { version });
        }
        return raw;
    }

    private static Task AddAsync(
        DbConnection raw, Guid id, Guid platform, int state, long? due, long? seq = null, string? code = null,
        bool open = true,
        DbTransaction? within = null)
    {
        return raw.ExecuteAsync(Old, new
        {
            id = Stored(id),
            any = Stored(platform),
            platform = Stored(platform),
            state,
            key = open ? id.ToByteArray() : null,
            seq,
            delivered = state == 0 ? (long?)null : 2000,
            due,
            code,
        }, within);
    }

    private static object Stored(Guid value) => TestStore.IsPostgres ? value : value.ToByteArray(bigEndian: true);

    private sealed record Waits
    {
        public int Failed { get; init; }
        public long NextDueAt { get; init; }
        public int Size { get; init; }
        public byte[] Notices { get; init; } = [];
    }
}
