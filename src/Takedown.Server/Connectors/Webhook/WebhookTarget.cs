namespace Takedown.Server.Connectors.Webhook;

/// <summary>An endpoint that messages are posted to.</summary>
/// <param name="Id">The platform or the subscription.</param>
/// <param name="Url">Its address.</param>
/// <param name="Secrets">
/// The secrets that sign, the present one first; none if the present one cannot be decrypted.
/// </param>
internal sealed record WebhookTarget(Guid Id, string Url, IReadOnlyList<string> Secrets);
