using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Connectors;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Compliance.Watches;

/// <summary>What a pushed platform is told of a crossing: the same as in its feed.</summary>
internal static class WatchMessages
{
    public static readonly MessageKind Kind = new(EventKind.WatchCrossed, "watch.crossed", ReadAsync);

    private static Task<IReadOnlyList<MessageContent>> ReadAsync(
        Session s, IReadOnlyList<PlatformMessage> messages, DateTimeOffset now) =>
        Task.FromResult<IReadOnlyList<MessageContent>>([.. messages.Select(m => new MessageContent(
            JsonSerializer.SerializeToUtf8Bytes(new WatchMessage
            {
                Id = m.SubjectId,
                At = m.At,
                Reason = JsonSerializer.Deserialize(m.Facts, StoredJson.Default.EventEntry)!.Reason!,
            }, TakedownJson.Default.WatchMessage)))]);
}
