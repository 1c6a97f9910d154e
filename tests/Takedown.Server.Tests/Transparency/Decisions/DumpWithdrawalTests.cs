using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Hosting;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Transparency;
using Takedown.Server.Transparency.Dumps;

namespace Takedown.Server.Tests.Transparency.Decisions;

/// <summary>What is taken from the public is in no dump that anybody may still get.</summary>
public sealed class DumpWithdrawalTests(RecordAtWork work) : IClassFixture<RecordAtWork>
{
    private const string Path = "/v1/transparency/dumps";

    private T Service<T>() where T : notnull => work.Server.Services.GetRequiredService<T>();

    /// <summary>The day of the server's clock, with its dump.</summary>
    private async Task<string> DayAsync(bool next = true)
    {
        if (next) await work.Server.AdvanceAsync("PT24H");
        await work.CatchUpAsync();
        await Service<DumpMaker>().RunAsync(default);
        return (await work.Server.NowAsync()).UtcDateTime.ToString(
            "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<JsonNode> ManifestAsync(string day) =>
        (await work.Server.Anonymous.GetAsync(Path)).Must(200).Json["items"]!.AsArray()
            .Single(d => d.Text("day") == day)!;

    private async Task<IReadOnlyList<string>> TitlesAsync(string day) =>
        [.. (await work.Server.Anonymous.GetAsync($"{Path}/{day}/notices.ndjson")).Must(200).Body
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l).Text("workTitle"))];

    private string[] FilesOf(string day) =>
        [.. Directory.GetFiles(System.IO.Path.Combine(work.Folder, day)).Select(f => System.IO.Path.GetFileName(f))];

    [Fact]
    public async Task A_decision_that_takes_something_away_withdraws_the_dumps_with_it_and_no_others()
    {
        var old = await work.PublishAsync("东风破");
        var first = await DayAsync();
        var hidden = await work.PublishAsync("发如雪");
        var corrected = await work.PublishAsync("青花瓷误");
        var second = await DayAsync();
        Assert.Contains("发如雪", await TitlesAsync(second));
        var before = (await ManifestAsync(first)).ToJsonString();

        // To say something takes nothing away.
        (await work.DecideAsync(work.First, old, new { kind = "reply", author = "accused", text = "No." })).Must(201);
        Assert.Null((await ManifestAsync(second))["withdrawn"]);
        // The record that follows the decision withdraws, not a clock.
        await work.HideAsync(hidden);
        (await work.Server.Anonymous.GetAsync($"/v1/transparency/notices/{hidden}")).Must(410);
        await GoneAsync(second, "personal-data");
        Assert.Equal(before, (await ManifestAsync(first)).ToJsonString());
        Assert.Contains("东风破", await TitlesAsync(first));

        Assert.Equal(second, await DayAsync(next: false));
        var again = await ManifestAsync(second);
        Assert.Equal("personal-data", again["replaces"]!["grounds"]![0]!.GetValue<string>());
        Assert.Equal(["青花瓷误", "东风破"], await TitlesAsync(second));
        Assert.Equal(2, again.Long("notices"));

        var third = await DayAsync();
        (await work.DecideAsync(work.First, corrected, new
        {
            kind = "correct", ground = "mistake", field = "workTitle", value = "青花瓷",
        })).Must(201);
        await GoneAsync(second, "mistake");
        await GoneAsync(third, "mistake");
        await DayAsync(next: false);
        Assert.Equal(["青花瓷", "东风破"], await TitlesAsync(third));
        (await work.DecideAsync(work.First, old, new { kind = "redact", ground = "harm", field = "host" })).Must(201);
        await GoneAsync(first, "harm");
        // The page of the dumps says so too.
        using var browser = new Browser(work.Server.Address);
        var page = (await browser.GetAsync("/public/dumps")).Must(200);
        Assert.Contains("Withdrawn, because something in it is no longer public", page.Text, StringComparison.Ordinal);
        Assert.Contains("本份数据已撤回", (await browser.GetAsync("/public/dumps", "zh-CN")).Must(200).Text,
            StringComparison.Ordinal);
    }

    /// <summary>The loop may have made today's again meanwhile; what was withdrawn, its manifest names.</summary>
    private async Task GoneAsync(string day, string ground)
    {
        var manifest = await ManifestAsync(day);
        var why = manifest["withdrawn"] ?? manifest["replaces"];
        Assert.Equal([ground], why!["grounds"]!.AsArray().Select(g => g!.GetValue<string>()));
        if (manifest["withdrawn"] is null) return;
        Assert.Empty(manifest["files"]!.AsArray());
        foreach (var file in new[] { "notices.ndjson", "notices.parquet" })
        {
            Assert.Equal("dump.withdrawn",
                (await work.Server.Anonymous.GetAsync($"{Path}/{day}/{file}")).Must(410).Code);
        }
        Assert.Equal(["manifest.json"], FilesOf(day));
    }

    [Fact]
    public async Task What_is_hidden_while_a_dump_is_made_is_not_in_it()
    {
        var id = await work.PublishAsync("夜的第七章");
        await work.Server.AdvanceAsync("PT24H");
        await work.CatchUpAsync();
        var folder = Directory.CreateTempSubdirectory("takedown-dumps-").FullName;
        var options = new TakedownOptions { Transparency = new() { Folder = folder, Publish = "notices" } };
        var dumps = new DumpFolder(options);
        var record = Service<IPublicRecord>();
        var withdrawals = ActivatorUtilities.CreateInstance<DumpWithdrawals>(work.Server.Services, dumps);
        DumpMaker Of(IPublicRecord from) => new(from, dumps, withdrawals, options, Service<TimeProvider>());

        // Hidden when it has been read, so that it is among the lines already.
        using (var overtaken = Of(new Interrupted(record, () => work.HideAsync(id)))) await overtaken.RunAsync(default);
        Assert.Empty(dumps.Days);
        // A member of MongoDB that lags shows what was there before the decision.
        using (var behind = Of(new Former(record, id))) await behind.RunAsync(default);
        Assert.Empty(dumps.Days);
        using (var maker = Of(record)) await maker.RunAsync(default);
        var day = Assert.Single(dumps.Days);
        var made = await dumps.ReadAsync(day, default);
        Assert.DoesNotContain($"{id}", await File.ReadAllTextAsync(
            System.IO.Path.Combine(folder, $"{day:yyyy-MM-dd}", DumpWriter.Lines)), StringComparison.Ordinal);
        // What follows every decision stays.
        await withdrawals.RunAsync(default);
        Assert.Equal(made!.MadeAt, (await dumps.ReadAsync(day, default))!.MadeAt);
        Assert.Null((await dumps.ReadAsync(day, default))!.Withdrawn);
        Directory.Delete(folder, recursive: true);
    }

    private sealed class Interrupted(IPublicRecord record, Func<Task> then) : RecordAround(record)
    {
        public override async Task<PublicPage> SearchAsync(PublicSearch search, CancellationToken cancellation)
        {
            var page = await base.SearchAsync(search, cancellation);
            await then();
            return page;
        }
    }

    private sealed class Former(IPublicRecord record, Guid hidden) : RecordAround(record)
    {
        public override async Task<PublicPage> SearchAsync(PublicSearch search, CancellationToken cancellation)
        {
            var page = await base.SearchAsync(search, cancellation);
            return page with { Items = [.. page.Items, Entries.Notice(1) with { Id = hidden }] };
        }
    }
}
