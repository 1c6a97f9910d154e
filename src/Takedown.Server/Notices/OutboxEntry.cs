using Takedown.Storage;

namespace Takedown.Server.Notices;

/// <summary>
/// Accepted notices of one platform that go out together, written with them and gone when they are delivered.
/// </summary>
internal sealed record OutboxEntry
{
    public required Guid Id { get; init; }
    public required Guid PlatformId { get; init; }
    /// <summary>
    /// Their delivery failed before; then this is their next try, apart from whatever else they were in.
    /// </summary>
    public bool Failed { get; init; }
    /// <summary>Of the oldest of them.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }
    /// <summary>When the sweep sends it again.</summary>
    public required DateTimeOffset NextDueAt { get; init; }
    public required byte[] Notices { get; init; }

    public IReadOnlyList<Guid> NoticeIds => IdSet.Unpack(Notices);
}
