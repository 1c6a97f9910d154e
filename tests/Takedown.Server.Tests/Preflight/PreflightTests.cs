using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Compliance;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Preflight;

/// <summary>What a dry run says of each item before anything is sent, and what is never claimed.</summary>
public sealed class PreflightTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_dry_run_tells_what_is_required_was_refused_is_open_and_when_it_would_be_due()
    {
        var (claimant, other) = (await server.ClaimantAsync(), await server.ClaimantAsync("Other Ltd"));
        var platform = await server.PlatformAsync("before.example");
        foreach (var (sender, at, reason) in new[]
        {
            (claimant, "1", "licensed"), (claimant, "2", "licensed"), (other, "3", "licensed"),
            (other, "4", "not-found"),
        })
        {
            var id = await sender.DeliverAsync(platform, Sample.Notice($"https://before.example/{at}"));
            Assert.Equal("applied", await platform.SayAsync(id, "rejected", reason: new { code = reason }));
        }
        var film = await claimant.DeliverAsync(platform, Sample.Notice("https://before.example/5", type: "film-tv"));
        Assert.Equal("applied", await platform.SayAsync(film, "rejected", reason: new { code = "fair-use" }));
        var open = await claimant.DeliverAsync(platform, Sample.Notice("https://before.example/6"));

        var batches = (await claimant.Api.GetAsync("/v1/batches")).Must(200).Items.Count;
        // An event is held back while an older transaction runs, be it in the database of another test.
        var results = await Following.WaitUntilAsync(async () =>
        {
            await server.Services.GetRequiredService<Projector>().CatchUpAsync();
            return await TryAsync(
                claimant, Sample.Notice("https://before.example/7"), Sample.Notice("https://before.example/6"),
                Sample.Notice("https://before.example/"), new { target = new { url = "https://before.example/8" } },
                Sample.Notice("https://nobody.example/1"));
        }, tried => tried[0]["preflight"]!["refusals"]!.AsArray().Count == 2);
        var first = results[0]["preflight"]!;
        Assert.Equal((platform.Id, "before.example", "cn-copyright"), (
            first.Id("platformId"), first.Text("platformName"), first.Text("regime")));
        var regime = (await server.Operator.GetAsync("/v1/regimes/cn-copyright")).Must(200).Json;
        Assert.Equal(regime.Long("version"), first.Long("regimeVersion"));
        Assert.Contains("/work/title", first["required"]!.AsArray().Select(e => e!.GetValue<string>()));
        Assert.Equal(
            ["licensed 2 of 3", "not-found 0 of 1"], first["refusals"]!.AsArray().Select(Refusal));
        var (now, policy) = (await server.NowAsync(), first.Text("policy"));
        Assert.Equal("CN-MUSIC", policy);
        Assert.InRange(first["deadlines"].Time("acknowledge"), now, now.AddHours(12));
        Assert.True(first["deadlines"].Time("act") > first["deadlines"].Time("acknowledge"));
        Assert.Null(first["known"]);
        Assert.Null(first["confirmation"]);

        Assert.Equal("duplicate", results[1].Text("status"));
        var known = results[1]["preflight"]!["known"]!;
        Assert.Equal((open, false), (known.Id("noticeId"), known["barred"]!.GetValue<bool>()));
        Assert.Equal("whole-domain", results[2]["preflight"].Text("confirmation"));
        // What is refused is told what is required, and has no due times.
        Assert.Equal("rejected", results[3].Text("status"));
        Assert.NotEmpty(results[3]["preflight"]!["required"]!.AsArray());
        Assert.Null(results[3]["preflight"]!["deadlines"]);
        Assert.Null(results[4]["preflight"]);
        Assert.Equal(batches, (await claimant.Api.GetAsync("/v1/batches")).Must(200).Items.Count);
        // The due times are those that the notice gets.
        var sent = await claimant.DeliverAsync(platform, Sample.Notice("https://before.example/7"));
        var due = (await claimant.NoticeAsync(sent))["deadlines"]!;
        Assert.InRange(due.Time("act") - first["deadlines"].Time("act"), TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task What_is_never_claimed_is_refused_by_a_versioned_list_of_the_claimant()
    {
        var claimant = await server.ClaimantAsync();
        var other = await server.ClaimantAsync("Other Ltd");
        await server.PlatformAsync("listed.example", new { hosts = new[] { "listed.example", "*.listed.example" } });
        const string Path = "/v1/never-touch";
        Assert.Equal((0, 0), Read((await claimant.Api.GetAsync(Path)).Must(200).Json));
        var written = (await claimant.Api.PutAsync(Path, new
        {
            entries = new object[]
            {
                new { host = "partner.listed.example", reason = "licence", until = "2099-12-31", note = "Contract 7" },
                new { account = "ours", reason = "own" },
            },
        })).Must(200).Json;
        Assert.Equal((1, 2), Read(written));

        object[] notices =
        [
            Sample.Notice("https://a.partner.listed.example/1"),
            Sample.Notice("https://listed.example/2", account: "ours"),
            Sample.Notice("https://listed.example/3"),
        ];
        var tried = await TryAsync(claimant, notices);
        Assert.Equal(["rejected", "rejected", "accepted"], tried.Select(r => r.Text("status")));
        Assert.Equal("Contract 7", tried[0]["preflight"]!["neverTouch"].Text("note"));
        var results = (await claimant.SubmitAsync(notices)).Json["results"]!.AsArray();
        Assert.Equal(
            ["/target/url target.never-touch", "/target/account target.never-touch"],
            results.Take(2).Select(r => $"{r!["errors"]![0].Text("pointer")} {r["errors"]![0].Text("code")}"));
        Assert.Equal("accepted", results[2].Text("status"));
        // Another claimant's list is its own.
        Assert.Equal("accepted", (await other.SubmitAsync(notices[0])).Json["results"]![0].Text("status"));
        Assert.Equal((0, 0), Read((await other.Api.GetAsync(Path)).Must(200).Json));

        Assert.Equal((2, 0), Read((await claimant.Api.PutAsync(
            Path, new { version = 9, entries = Array.Empty<object>() })).Must(200).Json));
        Assert.Equal("accepted", (await claimant.SubmitAsync(notices[0])).Json["results"]![0].Text("status"));
        Assert.Equal([("/entries/0", "never-touch.one")], (await claimant.Api.PutAsync(
            Path, new { entries = new[] { new { note = "x" } } })).Must(400).Faults);
        Assert.Equal(403, (await (await server.PlatformAsync("no-list.example")).Api.GetAsync(Path)).Status);
        Assert.Equal(["2", "1"], (await claimant.Api.GetAsync("/v1/audit?act=never-touch.put")).Must(200).Items
            .Select(e => e.Text("object")).OrderDescending());
    }

    private static async Task<IReadOnlyList<JsonNode>> TryAsync(Organisation claimant, params object[] notices) =>
        [.. (await claimant.Api.PostAsync("/v1/batches?dryRun=true", new { notices })).Must(202)
            .Json["results"]!.AsArray().Select(r => r!)];

    private static string Refusal(JsonNode? count) => $"{count.Text("code")} {count!["yours"]} of {count["all"]}";

    private static (int, int) Read(JsonNode list) =>
        (list["version"]!.GetValue<int>(), list["entries"]!.AsArray().Count);
}
