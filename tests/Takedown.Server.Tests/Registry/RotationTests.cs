using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Registry;
using Takedown.Server.Tests.Harness;
using Organisation = Takedown.Server.Tests.Harness.Organisation;

namespace Takedown.Server.Tests.Registry;

/// <summary>Rotating a webhook's secret costs nobody else anything, and no receiver its deliveries.</summary>
public sealed class RotationTests
{
    [Fact]
    public async Task A_rotation_leaves_the_registry_as_it_is_and_every_process_signs_with_it_at_once()
    {
        await using var store = await TestStore.CreateAsync();
        await using var one = await Disposable.StartAsync(store);
        await using var receiver = await WebhookReceiver.StartAsync();
        var platform = await one.Server.PushedAsync("promptly.example", receiver);
        var claimant = await one.Server.ClaimantAsync();
        await claimant.AcceptAsync(Sample.Notice("https://promptly.example/1"));
        Assert.True((await receiver.NextAsync()).IsSignedBy(platform.Secret()));
        var before = await one.Server.Services.GetRequiredService<RegistryCache>().CurrentAsync();

        var fresh = (await RotateAsync(platform)).Must(201).Json.Text("secret");

        Assert.Same(before, await one.Server.Services.GetRequiredService<RegistryCache>().CurrentAsync());
        await claimant.AcceptAsync(Sample.Notice("https://promptly.example/2"));
        Assert.True((await receiver.NextAsync()).IsSignedBy(fresh));
    }

    [Fact]
    public async Task A_secret_is_rotated_at_most_once_a_minute_also_by_many_at_once()
    {
        await using var own = await Disposable.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var platform = await own.Server.PushedAsync("minute.example", receiver);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RotateAsync(platform)));

        Assert.Single(answers, a => a.Status == 201);
        Assert.All(answers.Where(a => a.Status != 201), a =>
        {
            Assert.Equal((429, "webhook.rotated-recently"), (a.Status, a.Code));
        });
        using var refused = await platform.Api.Client.PostAsync(
            $"/v1/organisations/{platform.Id}/webhook-secret", new StringContent("{}"));
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        await own.Server.AdvanceAsync("PT61S");
        (await RotateAsync(platform)).Must(201);
        var stranger = await own.Server.PushedAsync("stranger.example", receiver);
        (await stranger.Api.PostAsync($"/v1/organisations/{platform.Id}/webhook-secret", new { })).Must(404);
    }

    [Fact]
    public async Task Rotated_twice_in_a_day_the_secret_the_receiver_still_uses_signs_until_its_own_day_is_over()
    {
        await using var own = await Disposable.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var platform = await own.Server.PushedAsync("twice.example", receiver);
        var claimant = await own.Server.ClaimantAsync();
        var secrets = new List<string> { platform.Secret() };
        for (var i = 0; i < 2; i++)
        {
            secrets.Add((await RotateAsync(platform)).Must(201).Json.Text("secret"));
            await own.Server.AdvanceAsync("PT6H");
        }

        async Task<string> SignedAsync(int i)
        {
            await claimant.AcceptAsync(Sample.Notice($"https://twice.example/{i}"));
            var push = await receiver.NextAsync();
            // The clock has made reminders and more of the notices before, which are posted too.
            while (push.Json.Text("type") != "notices.delivered") push = await receiver.NextAsync();
            return string.Join(' ', secrets.Select(push.IsSignedBy));
        }
        Assert.Equal("True True True", await SignedAsync(1));
        await own.Server.AdvanceAsync("PT13H");
        Assert.Equal("False True True", await SignedAsync(2));
        await own.Server.AdvanceAsync("PT6H");
        Assert.Equal("False False True", await SignedAsync(3));
    }

    [Fact]
    public async Task There_are_no_more_than_ten_former_secrets()
    {
        await using var own = await Disposable.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var platform = await own.Server.PushedAsync("ten.example", receiver);
        for (var i = 0; i < 10; i++)
        {
            (await RotateAsync(platform)).Must(201);
            await own.Server.AdvanceAsync("PT2M");
        }
        (await RotateAsync(platform)).Must(429);
        await own.Server.AdvanceAsync("P1D");
        (await RotateAsync(platform)).Must(201);
    }

    private static Task<Answer> RotateAsync(Organisation platform) =>
        platform.Api.PostAsync($"/v1/organisations/{platform.Id}/webhook-secret", new { });
}
