using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Subscriptions;

/// <summary>Restarts and several processes.</summary>
public sealed class SubscriptionProcessTests
{
    [Fact]
    public async Task Of_two_processes_one_delivers_and_another_goes_on_where_it_stopped()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var store = await TestStore.CreateAsync();
        Organisation claimant;
        await using (var one = await Disposable.StartAsync(store))
        await using (await Disposable.StartAsync(store))
        {
            await one.Server.PlatformAsync("two.example");
            claimant = await one.Server.ClaimantAsync();
            await claimant.SubscribeAsync(receiver.Url, "accepted");
            for (var i = 0; i < 12; i++) await claimant.AcceptAsync(Sample.Notice($"https://two.example/{i}"));
            var events = 0;
            while (events < 12) events += (await receiver.NextAsync()).Items.Count;
            receiver.Answer = http => Task.FromResult(http.Response.StatusCode = 503);
            await claimant.AcceptAsync(Sample.Notice("https://two.example/12"));
            await receiver.NextAsync();
        }
        Assert.Equal(12, receiver.All.Where(p => p.Id != receiver.All.Last().Id).Sum(p => p.Items.Count));
        var failed = receiver.All.Last();
        receiver.Answer = _ => Task.CompletedTask;
        await using var next = await Disposable.StartAsync(store);
        claimant = claimant with { Api = next.Server.With(claimant.Key) };
        await claimant.AcceptAsync(Sample.Notice("https://two.example/13"));
        await next.Server.AdvanceAsync("PT5M");
        while (receiver.All.Last().Items.All(i => i.Text("cursor") == failed.Items[0].Text("cursor")))
            await receiver.NextAsync();

        var feed = (await claimant.FeedAsync()).Where(i => i.Text("type") == "accepted")
            .Select(i => i.Text("cursor")).ToList();
        Assert.Equal(feed, receiver.All.DistinctBy(p => p.Id).SelectMany(p => p.Events()).Select(e => e.Cursor));
        Assert.True(receiver.All.Count(p => p.Id == failed.Id) > 1);
    }
}
