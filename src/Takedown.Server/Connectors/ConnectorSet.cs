using System.Collections.Frozen;
using Takedown.Contracts;
using Takedown.Server.Http;
using Takedown.Server.Messaging;
using Takedown.Server.Registry;

namespace Takedown.Server.Connectors;

/// <summary>The registered connectors by kind. If two have the same kind, the later registration is used.</summary>
internal sealed class ConnectorSet(IEnumerable<IConnector> all, PlatformQueues queues, ILogger<ConnectorSet> log)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    private readonly FrozenDictionary<ConnectorKind, IConnector> byKind =
        all.GroupBy(c => c.Kind).ToFrozenDictionary(g => g.Key, g => g.Last());

    public IEnumerable<InputFault> Check(ConnectorInput? input) => input is null ? []
        : byKind.Values.SelectMany(c => c.Kind == input.Kind ? c.Check(input) : c.CheckUnused(input));

    public Organisation Configure(Organisation platform, ConnectorInput? input) =>
        byKind[platform.Connector!.Value].Configure(platform, input);

    /// <summary>The connector that pushes to a platform; null for a pull inbox.</summary>
    public IPushConnector? PushTo(Organisation platform) => byKind[platform.Connector!.Value] as IPushConnector;

    /// <summary>A new signing secret for an organisation; null if its connector has none.</summary>
    public string? NewSecret(Organisation organisation) =>
        organisation.Connector is { } kind ? byKind[kind].NewSecret() : null;

    /// <summary>
    /// Creates a platform's queues before its first notice, whichever process serves them. If the broker is
    /// unavailable, the registration still succeeds: the outbox sweep sends lost messages again.
    /// </summary>
    public async Task PrepareAsync(Organisation platform, CancellationToken cancellation)
    {
        var connector = byKind[platform.Connector!.Value];
        if (connector is IPushConnector) queues.Ensure(platform);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Timeout);
        try
        {
            if (connector is IPushConnector) await queues.DeclareAsync(platform, limit.Token);
            await connector.PrepareAsync(platform, limit.Token);
        }
        catch (Exception error) when (Broker.IsFault(error) || error is OperationCanceledException)
        {
            log.LogWarning(
                "The queues of platform {Platform} could not be created yet: {Reason}", platform.Id, error.Message);
        }
    }
}
