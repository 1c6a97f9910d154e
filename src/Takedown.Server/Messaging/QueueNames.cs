using Takedown.Contracts;

namespace Takedown.Server.Messaging;

/// <summary>
/// The server's own queues on the broker. A pushed platform has its own, so that a slow one delays no other; pull
/// inboxes are local writes that no platform can slow, so they share a few.
/// </summary>
internal static class QueueNames
{
    public const int InboxQueues = 4;
    public const string DeadLetters = "dead-letters";

    /// <summary>The queue of one process for the changes in the others.</summary>
    public const string RemoteChanges = "news";
    private const string Deliveries = "deliver-";

    public static string Inbox(int number) => $"{Deliveries}inbox-{number}";

    public static string Push(Guid platformId) => $"{Deliveries}push-{platformId:N}";

    /// <summary>
    /// Where notices of a platform are sent. Senders name exchanges: only readers know how a queue is declared.
    /// </summary>
    public static Uri Address(Guid platformId, ConnectorKind connector) => new(connector is ConnectorKind.Inbox
        ? $"exchange:{Inbox(platformId.ToByteArray()[15] % InboxQueues)}"
        : $"exchange:{Push(platformId)}");

    /// <summary>Whether a platform's queue must not have this name.</summary>
    public static bool IsReserved(string name) =>
        name.StartsWith(Deliveries, StringComparison.Ordinal)
        || name.StartsWith(RemoteChanges, StringComparison.Ordinal)
        || name == DeadLetters;
}
