using System.Text.Json.Nodes;
using Takedown.Server.Accounts;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Accounts;

/// <summary>Strikes that weigh more, where the policy says so.</summary>
public sealed class GraveStrikeTests
{
    [Fact]
    public async Task A_grave_removal_requests_every_step_and_its_withdrawal_cancels_them()
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        await GraveAsync(server, ["live-relay"]);
        var platform = await server.PlatformAsync("grave.example");
        var claimant = await server.ClaimantAsync();
        var plain = await claimant.DeliverAsync(platform, Notice("https://grave.example/1", "full-copy"));
        await platform.RemoveAsync(plain, "pirate");
        Assert.Equal(["account-warned"], await MeasuresAsync(platform, "requested"));
        var grave = await claimant.DeliverAsync(platform, Notice("https://grave.example/2", "live-relay"));
        await platform.RemoveAsync(grave, "pirate");
        Assert.Equal(
            ["account-warned", "account-limited", "account-suspended", "account-closed"],
            await MeasuresAsync(platform, "requested"));
        await WithdrawAsync(claimant, grave);
        Assert.Equal(["account-warned"], await MeasuresAsync(platform, "requested"));
    }

    [Fact]
    public async Task A_strike_that_becomes_grave_in_its_batch_is_counted_once_and_as_grave()
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        await GraveAsync(server, ["live-relay"]);
        var platform = await server.PlatformAsync("becomes.example");
        var claimant = await server.ClaimantAsync();
        await RemovedAsync(claimant, platform,
            Notice("https://becomes.example/1", "full-copy"), Notice("https://becomes.example/2", "live-relay"));
        Assert.Equal(4, (await MeasuresAsync(platform, "requested")).Count);
    }

    [Fact]
    public async Task A_strike_stays_grave_until_its_last_grave_notice_ends()
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        await GraveAsync(server, ["live-relay"]);
        var platform = await server.PlatformAsync("stays.example");
        var claimant = await server.ClaimantAsync();
        var ids = await RemovedAsync(claimant, platform,
            Notice("https://stays.example/1", "full-copy"), Notice("https://stays.example/2", "live-relay"),
            Notice("https://stays.example/3", "live-relay"), Notice("https://stays.example/4", "full-copy"));
        foreach (var still in "12")
        {
            await WithdrawAsync(claimant, ids[still]);
            Assert.Equal(4, (await MeasuresAsync(platform, "requested")).Count);
        }
        await WithdrawAsync(claimant, ids['3']);
        Assert.Equal(["account-warned"], await MeasuresAsync(platform, "requested"));
        await WithdrawAsync(claimant, ids['4']);
        Assert.Empty(await MeasuresAsync(platform, "requested"));
    }

    [Fact]
    public async Task What_is_left_weighs_as_its_own_policy_says()
    {
        await using var own = await Disposable.StartAsync();
        var server = own.Server;
        await GraveAsync(server, ["live-relay"]);
        await GraveAsync(server, ["live-relay"], "CN-SHORT-WORK", 2);
        var platform = await server.PlatformAsync("weighs.example");
        var claimant = await server.ClaimantAsync();
        var ids = await RemovedAsync(claimant, platform,
            Notice("https://weighs.example/1", "live-relay"),
            Notice("https://weighs.example/2", "live-relay", "short-video"));
        Assert.Equal(4, (await MeasuresAsync(platform, "requested")).Count);
        await WithdrawAsync(claimant, ids['1']);
        Assert.Equal(["account-warned", "account-limited"], await MeasuresAsync(platform, "requested"));
    }

    [Fact]
    public void Only_what_a_strike_counts_is_taken_from_it()
    {
        List<Guid> ids = [.. Enumerable.Range(1, 22).Select(i => new Guid(i, 0, 0, new byte[8]))];
        var strike = new StoredStrike { Grounds = 2, Grave = 1, Weight = 4, Notices = NoticeName.All(ids[..2]) };
        var ended = new Dictionary<Guid, int> { [ids[21]] = 4 };
        Assert.Equal(strike, strike.Without(ended));
        // Beside the twenty that are named it counts more, of which this may be one.
        var left = (strike with { Grounds = 21, Notices = NoticeName.All(ids[..20]) }).Without(ended);
        Assert.Equal((20, 0, true), (left.Grounds, left.Grave, left.IsAllNamed));
    }

    [Theory]
    [InlineData("""{"graveStrikes":3}""", "/strikes/graveStrikes")]
    [InlineData("""{"graveModes":["live-relay"],"graveStrikes":1}""", "/strikes/graveStrikes")]
    [InlineData("""{"graveModes":[" "]}""", "/strikes/graveModes/0")]
    public async Task A_bad_rule_is_refused(string rule, string pointer)
    {
        await using var own = await Disposable.StartAsync();
        var policy = (await own.Server.Operator.GetAsync("/v1/policies/CN-MUSIC")).Must(200).Json;
        foreach (var (name, value) in JsonNode.Parse(rule)!.AsObject()) policy["strikes"]![name] = value?.DeepClone();
        Assert.Equal([pointer], (await own.Server.Operator.PutAsync("/v1/policies/CN-MUSIC", policy)).Must(400).Faults
            .Select(f => f.Pointer));
    }

    /// <summary>Sends notices as one batch; their platform removes what they claim, in that order.</summary>
    /// <returns>Their ids, by the last character of the URL, which is a number.</returns>
    private static async Task<Dictionary<char, Guid>> RemovedAsync(
        Organisation claimant, Organisation platform, params object[] notices)
    {
        await claimant.SubmitAsync(notices);
        var ids = (await platform.InboxUntilAsync(i => i.Count == notices.Length)).ToDictionary(
            i => i["notice"]!["target"].Text("url")[^1], i => i.Id("noticeId"));
        foreach (var (_, id) in ids.OrderBy(pair => pair.Key)) await platform.RemoveAsync(id, "pirate");
        return ids;
    }

    private static async Task WithdrawAsync(Organisation claimant, Guid notice) =>
        (await claimant.Api.PostAsync($"/v1/notices/{notice}/withdrawal", new { reason = "error" })).Must(200);

    private static async Task GraveAsync(
        TestServer server, string[] modes, string code = "CN-MUSIC", int? strikes = null)
    {
        var policy = (await server.Operator.GetAsync($"/v1/policies/{code}")).Must(200).Json;
        policy["strikes"]!["graveModes"] = new JsonArray([.. modes.Select(m => (JsonNode)m)]);
        policy["strikes"]!["graveStrikes"] = strikes;
        (await server.Operator.PutAsync($"/v1/policies/{code}", policy)).Must(200);
    }

    private static object Notice(string url, string mode, string type = "music") => new
    {
        work = new { title = "七里香", type },
        target = new { url },
        infringement = mode,
        evidence = new[] { new { kind = "screenshot", sha256 = Sample.Sha256 } },
    };

    private static async Task<IReadOnlyList<string>> MeasuresAsync(Organisation platform, string status) =>
        [.. (await platform.Api.GetAsync("/v1/account-actions")).Must(200).Items
            .Where(a => a!.Text("status") == status).Select(a => a!.Text("measure"))];
}
