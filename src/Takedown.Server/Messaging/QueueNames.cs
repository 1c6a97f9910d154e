using Takedown.Contracts;

namespace Takedown.Server.Messaging;

/// <summary>
/// The server's own queues on the broker. Each push platform has its own queue, so that a slow platform delays no
/// other. Deliveries to pull inboxes are local writes, which no platform can delay, and share a few queues.
/// </summary>
internal static class QueueNames
{
    public const int InboxQueues = 4;
    public const string DeadLetters = "dead-letters";

    /// <summary>The name of the temporary queue in which a process receives the changes of other processes.</summary>
    public const string RemoteChanges = "news";
    private const string Deliveries = "deliver-";

    public static string Inbox(int number) => $"{Deliveries}inbox-{number}";

    public static string Push(Guid platformId) => $"{Deliveries}push-{platformId:N}";

    /// <summary>
    /// The address for the notices of a platform. Senders address exchanges, because only consumers know how a queue is
    /// declared.
    /// </summary>
    public static Uri Address(Guid platformId, ConnectorKind connector) => new(connector is ConnectorKind.Inbox
        ? $"exchange:{Inbox(platformId.ToByteArray()[15] % InboxQueues)}"
        : $"exchange:{Push(platformId)}");

    /// <summary>Whether the name is reserved, so that a platform's queue must not have it.</summary>
    public static bool IsReserved(string name) =>
        name.StartsWith(Deliveries, StringComparison.Ordinal)
        || name.StartsWith(RemoteChanges, StringComparison.Ordinal)
        || name == DeadLetters;
}
