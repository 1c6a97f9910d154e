using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Deadlines;
using Takedown.Core.Notices;
using Takedown.Server.Connectors;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Delivery;

/// <summary>
/// What is said of notices: nothing of one that the platform never was sent, and nothing before the notice itself.
/// </summary>
internal static class NoticeMessages
{
    /// <summary>
    /// A push whose answer was lost, or is still on its way, while the claimant withdrew: the platform may have it.
    /// </summary>
    private static readonly TimeSpan InFlight = TimeSpan.FromSeconds(20);

    public static readonly IReadOnlyList<MessageKind> All =
    [
        new(EventKind.Withdrawn, "notice.withdrawn", ReadAsync),
        new(EventKind.InformationSupplied, "notice.supplemented", ReadAsync),
        new(EventKind.DeadlineAtRisk, "deadline.at-risk", ReadAsync),
        new(EventKind.Disputed, "notice.disputed", ReadAsync),
        new(EventKind.CounterNoticed, "notice.counter-noticed", ReadAsync),
        new(EventKind.ProceedingFiled, "notice.proceeding-filed", ReadAsync),
        new(EventKind.ProceedingEnded, "notice.proceeding-ended", ReadAsync),
        new(EventKind.RestoreDue, "notice.restore-due", ReadAsync),
    ];

    private const string Of =
        """
        SELECT id, platform_id, state, seq, offered, delivered_at, acknowledged_at, supplements FROM notices
        WHERE id IN 
        """;

    private static async Task<IReadOnlyList<MessageContent>> ReadAsync(
        Session s, IReadOnlyList<PlatformMessage> messages, DateTimeOffset now)
    {
        var rows = (await s.QueryAsync<NoticeRow>(
            Of + s.In("ids"), new { ids = s.Ids(messages.Select(m => m.SubjectId).Distinct()) }))
            .ToDictionary(n => n.Id);
        return [.. messages.Select(
            m => rows.TryGetValue(m.SubjectId, out var notice) ? Content(m, notice, now) : default)];
    }

    private static MessageContent Content(PlatformMessage message, NoticeRow notice, DateTimeOffset now)
    {
        if (notice.Seq is not { } seq) return default;
        if (Offer.IsPushed(notice.Status, notice.Offered)
            || (notice.DeliveredAt is null && now < message.At + InFlight))
            return new(null, Waits: true);
        var entry = JsonSerializer.Deserialize(message.Facts, StoredJson.Default.EventEntry)!;
        // The claimant's deadline is none of the platform's, and a reminder of what is settled is none.
        if (message.Kind is EventKind.DeadlineAtRisk && !IsOwed(notice.State)) return default;
        // Of a counter-notice it is told where it has to decide: the others it files, or they wait for the claimant.
        if (message.Kind is EventKind.CounterNoticed && entry.Deadline is not DeadlineKind.Complaint) return default;
        return new(JsonSerializer.SerializeToUtf8Bytes(new NoticeMessage
        {
            NoticeId = notice.Id,
            Seq = seq,
            At = message.At,
            State = entry.State ?? notice.State,
            Deadline = entry.Deadline?.Word(),
            Due = entry.Due,
            Reason = entry.Reason,
            Supplements = message.Kind is EventKind.InformationSupplied ? notice.SupplementList : null,
        }, TakedownJson.Default.NoticeMessage));
    }

    private static bool IsOwed(NoticeState state) => state is NoticeState.Delivered or NoticeState.Acknowledged
        or NoticeState.InformationRequested or NoticeState.Escalated or NoticeState.RestoreDue;
}
