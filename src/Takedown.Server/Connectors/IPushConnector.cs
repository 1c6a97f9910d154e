using Takedown.Contracts;
using Takedown.Server.Registry;

namespace Takedown.Server.Connectors;

/// <summary>A connector that pushes notices to the platform.</summary>
internal interface IPushConnector : IConnector
{
    /// <summary>Pushes notices. A repeated push has the same sequence numbers.</summary>
    /// <returns>
    /// Null if the platform's side has stored the notices durably, otherwise the stable code of the failure.
    /// </returns>
    Task<string?> PushAsync(Organisation platform, IReadOnlyList<InboxItem> items, CancellationToken cancellation);
}
