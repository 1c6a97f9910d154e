using Takedown.Contracts;
using Takedown.Server.Registry;

namespace Takedown.Server.Connectors;

/// <summary>A way to put notices before a platform that is pushed to.</summary>
internal interface IConnector
{
    ConnectorKind Kind { get; }

    /// <summary>Pushes notices that keep their seq, however often they are pushed.</summary>
    /// <returns>Null once the platform's side has them durably, otherwise the stable code of the failure.</returns>
    Task<string?> PushAsync(Organisation platform, IReadOnlyList<InboxItem> items, CancellationToken cancellation);
}
