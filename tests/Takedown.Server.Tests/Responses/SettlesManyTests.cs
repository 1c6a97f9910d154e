using Takedown.Server.Tests.Harness;
using static Takedown.Server.Tests.Responses.SettlesOthersTests;

namespace Takedown.Server.Tests.Responses;

/// <summary>Targets that very many notices name.</summary>
public sealed class SettlesManyTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_target_that_one_claimant_fills_does_not_hide_the_others_nor_stop_the_answer()
    {
        var platform = await server.PlatformAsync("full.example");
        var (claimant, other) = (await server.ClaimantAsync(), await server.ClaimantAsync());
        Guid[] ids =
        [
            await claimant.DeliverAsync(platform, Sample.Notice("https://full.example/v/1")),
            await other.DeliverAsync(platform, Sample.Notice("https://full.example/v/1")),
        ];
        await other.SubmitManyAsync(Enumerable.Range(0, 60)
            .Select(i => Sample.Notice("https://full.example/v/1", title: $"work {i}")));
        await platform.InboxUntilAsync(items => items.Count == 62);
        Assert.Equal([1, 1], await OthersAsync(platform, ids));
        var result = await SayAsync(platform, Settle(ids[0]));
        Assert.Equal(("applied", 61), (result.Text("status"), result.Long("settled")));
        // Ids that are none, and the same one many times.
        var odd = await platform.RespondAsync(
            [Settle(Guid.Empty), .. Enumerable.Repeat(Settle(ids[0], account: null), 50)]);
        Assert.Equal("notice.unknown", odd[0].Text("code"));
        Assert.All(odd.Skip(1), r => Assert.Equal(("unchanged", 0), (r.Text("status"), r.Long("settled"))));
    }

    [Fact]
    public async Task Too_many_are_refused_and_a_target_of_many_is_settled_in_parts()
    {
        const int targets = 11, each = 1001;
        var platform = await server.PlatformAsync("huge.example");
        var (claimant, other) = (await server.ClaimantAsync(), await server.ClaimantAsync());
        var named = (await claimant.SubmitAsync([.. Enumerable.Range(0, targets)
            .Select(i => Sample.Notice($"https://huge.example/{i}"))]))
            .Json["results"]!.AsArray().Select(r => r.Id("noticeId")).ToList();
        await other.SubmitManyAsync(from i in Enumerable.Range(0, targets)
            from work in Enumerable.Range(0, each)
            select Sample.Notice($"https://huge.example/{i}", title: $"work {work}"));
        await platform.InboxUntilAsync(items => items.Count == targets * (each + 1));
        var all = await platform.RespondAsync([.. named.Select(id => Settle(id))]);
        Assert.All(all, r => Assert.Equal(
            ("refused", "settles-others.too-many", "delivered"),
            (r.Text("status"), r.Text("code"), r.Text("state"))));
        foreach (var (status, settled) in new[] { ("applied", 1000), ("unchanged", 1), ("unchanged", 0) })
        {
            var one = await SayAsync(platform, Settle(named[0]));
            Assert.Equal((status, settled), (one.Text("status"), (int)one.Long("settled")));
        }
    }
}
