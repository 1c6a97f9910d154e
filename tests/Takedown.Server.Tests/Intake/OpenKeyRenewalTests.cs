using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Intake;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Intake;

/// <summary>Open keys that an older program made are made anew at the start.</summary>
public sealed class OpenKeyRenewalTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Notices_that_an_older_program_stored_are_found_again_by_their_new_keys()
    {
        var platform = await server.PlatformAsync("older.example");
        var claimant = await server.ClaimantAsync();
        object[] notices = [.. Enumerable.Range(0, 1203)
            .Select(i => Sample.Notice($"https://older.example/{i}", title: "Cafe\u0301"))];
        var firsts = await Ids(claimant, notices);
        // Two that are one now, as an older program took them.
        var twice = await Ids(claimant,
            Sample.Notice("https://older.example/twice", title: "one"),
            Sample.Notice("https://older.example/twice", title: "other"));
        await AsOlderAsync(claimant.Id, twice[1]);

        var renewals = Enumerable.Range(0, 3).Select(_ =>
            server.Services.GetRequiredService<OpenKeyRenewal>().RunAsync(CancellationToken.None));
        await Task.WhenAll(renewals);

        var again = await claimant.SubmitAsync([.. notices.Take(900)]);
        Assert.All(again.Json["results"]!.AsArray().Zip(firsts), pair => Assert.Equal(
            ("duplicate", pair.Second),
            (pair.First!["status"]!.GetValue<string>(), pair.First["noticeId"]!.GetValue<Guid>())));
        var one = await claimant.SubmitAsync(Sample.Notice("https://older.example/twice", title: "ONE"));
        Assert.Equal(twice[0], one.Json["results"]![0]!["noticeId"]!.GetValue<Guid>());
        // The other has no key, so its end releases nobody else's.
        await platform.InboxUntilAsync(items => items.Any(i => i["noticeId"]!.GetValue<Guid>() == twice[1]));
        Assert.Equal("applied", await platform.RemoveAsync(twice[1], "pirate"));
        one = await claimant.SubmitAsync(Sample.Notice("https://older.example/twice", title: "one"));
        Assert.Equal(["duplicate"], one.Statuses());
        Assert.Equal(0, await server.Services.GetRequiredService<Database>().ReadAsync(s =>
            s.FirstAsync<long>("SELECT COUNT(*) FROM settings WHERE name = 'open-keys'")));
    }

    [Fact]
    public async Task What_bars_another_notice_bars_it_by_the_new_key_too()
    {
        var platform = await server.PlatformAsync("barred-older.example");
        var claimant = await server.ClaimantAsync();
        var notice = Sample.Notice("https://barred-older.example/1");
        var id = await claimant.DeliverAsync(platform, notice);
        await platform.RemoveAsync(id, "pirate");
        await server.Services.GetRequiredService<Database>().WriteAsync(async s =>
        {
            await s.ExecuteAsync(
                "INSERT INTO open_notices (open_key, notice_id, barred) VALUES (@key, @id, 1)",
                new { key = new byte[16], id });
            await s.ExecuteAsync(
                "INSERT INTO settings (name, value) VALUES ('open-keys', @zero)", new { zero = $"{Guid.Empty}" });
        });
        await server.Services.GetRequiredService<OpenKeyRenewal>().RunAsync(CancellationToken.None);
        var again = (await claimant.SubmitAsync(notice)).Json["results"]![0]!;
        Assert.Equal("rejected", again["status"]!.GetValue<string>());
    }

    private static async Task<List<Guid>> Ids(Organisation claimant, params object[] notices)
    {
        List<Guid> ids = [];
        foreach (var part in notices.Chunk(900))
            ids.AddRange((await claimant.SubmitAsync(part)).Json["results"]!.AsArray()
                .Select(r => r!["noticeId"]!.GetValue<Guid>()));
        return ids;
    }

    /// <summary>Other keys for all open notices, and one notice whose work is now another's.</summary>
    private Task AsOlderAsync(Guid claimantId, Guid same) => server.Services.GetRequiredService<Database>().WriteAsync(
        async s =>
        {
            var open = await s.QueryAsync<Row>(
                "SELECT id, open_key FROM notices WHERE claimant_id = @claimantId AND open_key IS NOT NULL",
                new { claimantId });
            await s.DeleteAsync(Open, open);
            foreach (var row in open) row.OpenKey[0] ^= 255;
            await s.InsertAsync(Open, open);
            await s.ChangeAsync(Keys, open);
            await s.ExecuteAsync(
                "UPDATE notice_contents SET content = REPLACE(content, 'other', 'one') WHERE notice_id = @same",
                new { same });
            await s.ExecuteAsync("INSERT INTO settings (name, value) VALUES ('open-keys', @zero)",
                new { zero = Guid.Empty.ToString() });
        });

    private static readonly Table<Row> Open = new("open_notices",
    [
        new("open_key", ColumnType.Bytes, r => r.OpenKey, Key: true),
        new("notice_id", ColumnType.Id, r => r.Id),
    ]);

    private static readonly Table<Row> Keys = new("notices",
    [
        new("id", ColumnType.Id, r => r.Id, Key: true),
        new("open_key", ColumnType.Bytes, r => r.OpenKey),
    ]);

    private sealed record Row
    {
        public Guid Id { get; init; }
        public byte[] OpenKey { get; init; } = [];
    }
}
