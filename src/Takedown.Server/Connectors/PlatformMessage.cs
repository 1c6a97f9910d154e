using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Connectors;

/// <summary>What a pushed platform is told beside its new notices: one event of one notice or account action.</summary>
internal sealed record PlatformMessage
{
    /// <summary>Id of the message, the same for every try.</summary>
    public Guid Id { get; init; }
    public Guid PlatformId { get; init; }
    public EventKind Kind { get; init; }
    public Guid SubjectId { get; init; }
    public DateTimeOffset At { get; init; }
    /// <summary>The <see cref="EventEntry"/> of the event as JSON.</summary>
    public string Facts { get; init; } = "";
    public DateTimeOffset NextAt { get; init; }
    public int Failures { get; init; }
    /// <summary>Why it has not been pushed yet; null before the first try.</summary>
    public string? Code { get; init; }
}

/// <summary>What a message says now.</summary>
/// <param name="Data">The content as JSON; null if there is nothing to be said any more.</param>
/// <param name="Waits">Whether the platform must get something else first.</param>
internal readonly record struct MessageContent(byte[]? Data, bool Waits = false);

/// <summary>The contents of messages of one platform and kind, in their order.</summary>
internal delegate Task<IReadOnlyList<MessageContent>> MessageReader(
    Session s, IReadOnlyList<PlatformMessage> messages, DateTimeOffset now);

/// <summary>A kind of event of which pushed platforms are told, registered by the feature that causes it.</summary>
/// <param name="Kind">The event.</param>
/// <param name="Type">Type of the message, such as <c>notice.withdrawn</c>.</param>
/// <param name="Read">Reads what is said of it.</param>
internal sealed record MessageKind(EventKind Kind, string Type, MessageReader Read);

/// <summary>One message as it is pushed.</summary>
/// <param name="Id">Id of the message, the same for every try.</param>
/// <param name="Type">Its type.</param>
/// <param name="Data">Its content as JSON.</param>
internal readonly record struct PushMessage(Guid Id, string Type, byte[] Data);
