using Takedown.Contracts;
using Takedown.Server.Registry;

namespace Takedown.Server.Connectors;

/// <summary>A connector that pushes notices to the platform.</summary>
internal interface IPushConnector : IConnector
{
    /// <summary>Pushes notices. A repeated push has the same sequence numbers.</summary>
    Task<PushResult> PushAsync(Organisation platform, IReadOnlyList<InboxItem> items, CancellationToken cancellation);
}
