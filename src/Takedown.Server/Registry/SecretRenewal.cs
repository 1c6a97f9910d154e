using Takedown.Server.Hosting;

namespace Takedown.Server.Registry;

/// <summary>At a start, encrypts the secrets that are stored readable or under the former key.</summary>
internal sealed class SecretRenewal(OrganisationStore organisations, SecretBox box, ILogger<SecretRenewal> log)
{
    public async Task RunAsync()
    {
        if (!box.IsEncrypting)
        {
            log.LogWarning("Webhook secrets are stored readable, because Takedown:Secrets:Key is not set.");
        }
        if (await organisations.RenewSecretsAsync() is var unreadable and > 0)
        {
            log.LogError(
                "The webhook secrets of {Count} platforms cannot be decrypted with the configured keys. Nothing is "
                + "pushed to them until the key is configured or their secrets are rotated.", unreadable);
        }
    }
}
