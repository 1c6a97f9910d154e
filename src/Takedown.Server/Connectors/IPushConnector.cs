using Takedown.Contracts;
using Takedown.Server.Registry;

namespace Takedown.Server.Connectors;

/// <summary>A connector by which the server pushes notices.</summary>
internal interface IPushConnector : IConnector
{
    /// <summary>Pushes notices that keep their seq, however often they are pushed.</summary>
    /// <returns>Null once the platform's side has them durably, otherwise the stable code of the failure.</returns>
    Task<string?> PushAsync(Organisation platform, IReadOnlyList<InboxItem> items, CancellationToken cancellation);
}
