using Microsoft.Extensions.DependencyInjection;
using Takedown.Contracts;
using Takedown.Server.Connectors;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Connectors;

/// <summary>A pushed platform's queue is connected once, whoever needs it first.</summary>
public sealed class PlatformQueueTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_registration_and_a_sweep_that_need_the_queue_at_the_same_moment_connect_it_once()
    {
        var queues = server.Services.GetRequiredService<PlatformQueues>();
        for (var round = 0; round < 40; round++)
        {
            var platform = new Takedown.Server.Registry.Organisation
            {
                Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()),
                Kind = OrganisationKind.Platform,
                Connector = ConnectorKind.Webhook,
            };
            using var together = new Barrier(4);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait();
                    queues.Ensure(platform);
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        }
    }

    [Fact]
    public async Task Many_webhook_platforms_registered_at_once_all_get_their_secret()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => server.Operator.PostAsync(
            "/v1/organisations",
            new
            {
                kind = "platform", name = $"P{i}", country = "CN", hosts = new[] { Bodies.NewHost("together") },
                connector = new { kind = "webhook", url = "https://hooks.example/n" },
            })));
        Assert.All(answers, a => Assert.StartsWith(
            "whsec_", a.Must(201).Json["connector"].Text("secret"), StringComparison.Ordinal));
    }
}
