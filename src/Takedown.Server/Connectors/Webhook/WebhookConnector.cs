using System.Security.Cryptography;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Http;
using Takedown.Server.Registry;

namespace Takedown.Server.Connectors.Webhook;

/// <summary>Pushes signed deliveries to the webhooks of platforms.</summary>
internal sealed class WebhookConnector(OutboundGuard guard, WebhookSender sender, TimeProvider time) : IPushConnector
{
    private const string UrlField = "/connector/url";

    public ConnectorKind Kind => ConnectorKind.Webhook;

    public IEnumerable<InputFault> CheckUnused(ConnectorInput input) => guard.CheckAddress(input.Url, UrlField);

    public IEnumerable<InputFault> Check(ConnectorInput input) => guard.Check(input.Url, UrlField);

    public Organisation Configure(Organisation platform, ConnectorInput? input) => platform with
    {
        ConnectorUrl = input?.Url ?? platform.ConnectorUrl,
        ConnectorQueue = null,
        // One that cannot be read is kept until it is rotated or its key is configured again.
        Secret = platform.Secret ?? (platform.Unreadable.Secret is null ? NewSecret() : null),
    };

    public string NewSecret() => WebhookSignature.NewSecret();

    public async Task<PushResult> PushAsync(
        Organisation platform, IReadOnlyList<InboxItem> items, CancellationToken cancellation)
    {
        var delivery = new WebhookDelivery { Type = "notices.delivered", Timestamp = time.GetUtcNow(), Data = items };
        var body = JsonSerializer.SerializeToUtf8Bytes(delivery, TakedownJson.Default.WebhookDelivery);
        // The same notices at the same positions have the same message id, whichever process sends them again.
        var id = "msg_" + Convert.ToHexStringLower(
            SHA256.HashData([.. items.SelectMany(i => i.NoticeId.ToByteArray())]).AsSpan(0, 16));
        return await sender.SendAsync(TargetOf(platform), id, body, items.Count, cancellation);
    }

    public Task<PushResult> PushAsync(Organisation platform, PushMessage message, CancellationToken cancellation) =>
        sender.SendAsync(TargetOf(platform), message, cancellation);

    private WebhookTarget TargetOf(Organisation platform) => new(
        platform.Id, platform.ConnectorUrl!, FormerSecrets.Of(platform, time.GetUtcNow()).With(platform.Secret));
}
