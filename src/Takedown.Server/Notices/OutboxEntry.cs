using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// Accepted notices of one platform to be sent together. The entry is inserted in the transaction of the notices and
/// deleted after their delivery.
/// </summary>
internal sealed record OutboxEntry
{
    public required Guid Id { get; init; }
    public required Guid PlatformId { get; init; }
    /// <summary>
    /// Whether a delivery of these notices has failed. The entry then schedules the retry of these notices only.
    /// </summary>
    public bool Failed { get; init; }
    /// <summary>Acceptance time of the oldest notice.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }
    /// <summary>Time at which the sweep sends the entry again.</summary>
    public required DateTimeOffset NextDueAt { get; init; }
    public required byte[] Notices { get; init; }

    /// <summary>Whether the sweep has not sent it again yet.</summary>
    public bool IsNew => !Failed && NextDueAt < AcceptedAt + 2 * OutboxStore.Grace;

    public IReadOnlyList<Guid> NoticeIds => IdSet.Unpack(Notices);
}
