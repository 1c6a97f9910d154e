using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Contracts;
using Takedown.Server.Connectors;
using Takedown.Server.Http;
using Takedown.Server.Tests.Harness;
using Platform = Takedown.Server.Registry.Organisation;

namespace Takedown.Server.Tests.Connectors;

/// <summary>A connector is one class: registered, it checks and prepares platforms and pushes to them.</summary>
public sealed class OwnConnectorTests
{
    [Fact]
    public async Task A_connector_that_is_only_registered_checks_prepares_and_pushes()
    {
        var mail = new MailConnector();
        await using var own = new Disposable(await TestServer.StartAsync(
            services => services.AddSingleton<IConnector>(mail)));
        var refused = await own.Server.Operator.PostAsync("/v1/organisations", new
        {
            kind = "platform",
            name = "Post",
            country = "CN",
            connector = new { kind = "webhook", url = "https://mail.example/" },
        });
        Assert.Equal("mail.address", refused.Must(400).Json["errors"]![0].Text("code"));

        var platform = await own.Server.PushedAsync("mail.example", "mailto:notices@mail.example");
        Assert.Equal(platform.Id, Assert.Single(mail.Prepared));
        Assert.Equal("mail-secret", platform.Secret());
        var claimant = await own.Server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice("https://mail.example/1"));

        await claimant.NoticeUntilAsync(id, n => n.Text("state") == "delivered");
        Assert.Equal(("mailto:notices@mail.example", id, 1L), Assert.Single(mail.Sent));
    }

    /// <summary>It has the word of the webhook connector, because the contract has no other yet.</summary>
    private sealed class MailConnector : IPushConnector
    {
        public ConcurrentQueue<Guid> Prepared { get; } = new();

        public ConcurrentQueue<(string Address, Guid NoticeId, long Seq)> Sent { get; } = new();

        public ConnectorKind Kind => ConnectorKind.Webhook;

        public IEnumerable<InputFault> Check(ConnectorInput input) =>
            input.Url?.StartsWith("mailto:", StringComparison.Ordinal) is true
                ? [] : [new("/connector/url", "mail.address")];

        public Platform Configure(Platform platform, ConnectorInput? input) =>
            platform with { ConnectorUrl = input?.Url ?? platform.ConnectorUrl, Secret = NewSecret() };

        public string NewSecret() => "mail-secret";

        public Task PrepareAsync(Platform platform, CancellationToken cancellation)
        {
            Prepared.Enqueue(platform.Id);
            return Task.CompletedTask;
        }

        public Task<PushResult> PushAsync(
            Platform platform, IReadOnlyList<InboxItem> items, CancellationToken cancellation)
        {
            foreach (var item in items) Sent.Enqueue((platform.ConnectorUrl!, item.NoticeId, item.Seq));
            return Task.FromResult(PushResult.Stored);
        }
    }
}
