using Takedown.Contracts;
using Takedown.Server.Registry;

namespace Takedown.Server.Connectors;

/// <summary>A connector that pushes notices to the platform.</summary>
internal interface IPushConnector : IConnector
{
    /// <summary>Pushes notices. A repeated push has the same sequence numbers.</summary>
    Task<PushResult> PushAsync(Organisation platform, IReadOnlyList<InboxItem> items, CancellationToken cancellation);

    /// <summary>
    /// Pushes a message. A repeated push has the same id. A connector without messages leaves them to the feed.
    /// </summary>
    Task<PushResult> PushAsync(Organisation platform, PushMessage message, CancellationToken cancellation) =>
        Task.FromResult(PushResult.Stored);
}
