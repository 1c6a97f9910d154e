using System.Text.Json;
using System.Text.Json.Serialization;
using Takedown.Server.Notices;
using Takedown.Storage;

namespace Takedown.Server.Transparency;

/// <summary>The events behind the record's cursor, as far as they name notices whose public form they change.</summary>
/// <param name="Notices">The notices that they name.</param>
/// <param name="Last">The position of the last event read.</param>
/// <param name="At">When it was recorded.</param>
internal sealed partial record PublicEvents(IReadOnlyCollection<Guid> Notices, Position Last, DateTimeOffset At)
{
    /// <summary>The researchers' keys that they name.</summary>
    public IReadOnlyCollection<Guid> Readers { get; init; } = [];

    /// <summary>Whether one of them is a decision about a published notice.</summary>
    public bool HaveDecisions { get; init; }

    /// <summary>Events of one turn.</summary>
    private const int MaxEvents = 500;

    /// <summary>
    /// Notices of one turn, but for those of its last event. An event may have 500, and a turn is held in memory.
    /// </summary>
    private const int MaxNotices = 2_000;

    /// <summary>Events read at a time, which are a turn where each has as many notices as it may.</summary>
    private const int AtOnce = 4;

    /// <summary>Kinds that everybody may see in the history of a notice.</summary>
    private static readonly EventKind[] Shown =
    [
        EventKind.Delivered, EventKind.MadeAvailable, EventKind.Acknowledged, EventKind.InformationRequested,
        EventKind.InformationSupplied, EventKind.InformationExpired, EventKind.ActionTaken, EventKind.Rejected,
        EventKind.Withdrawn, EventKind.Restored, EventKind.DeadlineBreached, EventKind.Escalated,
        EventKind.CounterNoticed, EventKind.CounterNoticeForwarded, EventKind.ProceedingFiled,
        EventKind.ProceedingEnded, EventKind.RestoreDue, EventKind.Disputed,
        EventKind.MediationEnded,
    ];

    /// <summary>Kinds that say nothing new about a published notice, or are not about notices.</summary>
    private static readonly EventKind[] Silent =
    [
        EventKind.Accepted, EventKind.DeliveryFailed, EventKind.DeadlineAtRisk, EventKind.AccountActionRequested,
        EventKind.AccountActionAnswered, EventKind.AccountActionBreached, EventKind.AccountActionCancelled,
        EventKind.EndpointDisabled, EventKind.DeadlineRecomputed, EventKind.WatchCrossed,
        EventKind.InformationDemanded, EventKind.SubscriptionDisabled, EventKind.SlowedDown, EventKind.SlowdownEnded,
        EventKind.DeadlineExtended, EventKind.MediationFiled, EventKind.Assessed,
        EventKind.ConfirmationRequired, EventKind.Confirmed, EventKind.TierLowered, EventKind.TierRestored,
        EventKind.SenderWarned, EventKind.SenderLowered, EventKind.SenderSuspended, EventKind.SenderLifted,
        EventKind.ScoreAppealDecided, EventKind.AccountAppealed, EventKind.AccountAppealDecided,
        EventKind.FoundDeficient, EventKind.Completed,
        EventKind.CompletionLapsed, EventKind.Supersedes, EventKind.AccountActionLifted,
    ];

    public static bool IsShown(EventKind kind) => Shown.Contains(kind);

    /// <summary>The facts of silent events are long and not read.</summary>
    private static readonly string Read =
        $"""
        SELECT tx, seq, at, kind,
            CASE WHEN kind IN ({string.Join(", ", Silent.Select(k => $"{k:D}"))}) THEN NULL ELSE facts END AS facts
        FROM events WHERE (tx, seq) > (@Tx, @Seq)
        """;

    /// <summary>The next events after a position, in the order of the feeds; null if there are none.</summary>
    public static async Task<PublicEvents?> AfterAsync(Session s, Position after)
    {
        var (notices, readers, events, last) = (new HashSet<Guid>(), new HashSet<Guid>(), 0, (Row?)null);
        var decided = false;
        for (var take = AtOnce; events < MaxEvents && notices.Count < MaxNotices; take = Next(events, notices.Count))
        {
            var rows = await s.QueryAsync<Row>(
                $"{Read} {s.CommittedOnly} ORDER BY tx, seq LIMIT @take", new { after.Tx, after.Seq, take });
            foreach (var row in rows.Where(r => r.Facts is not null))
            {
                (row.Kind is EventKind.RecordReaderChanged ? readers : notices).UnionWith(
                    JsonSerializer.Deserialize(row.Facts!, Named.Default.ListEntry)!.Select(e => e.Id));
            }
            decided |= rows.Any(r => r.Kind is EventKind.RecordDecided);
            events += rows.Count;
            if (rows.Count > 0) (last, after) = (rows[^1], new(rows[^1].Tx, rows[^1].Seq));
            if (rows.Count < take) break;
        }
        return last is null ? null : new(notices, after, last.At)
        {
            Readers = readers,
            HaveDecisions = decided,
        };
    }

    /// <summary>As many events as fill the turn, if those to come have as many notices as those read.</summary>
    private static int Next(int events, int notices) =>
        Math.Min(MaxEvents - events, Math.Max(AtOnce, (MaxNotices - notices) * events / Math.Max(1, notices)));

    private sealed record Row
    {
        public long Tx { get; init; }
        public long Seq { get; init; }
        public DateTimeOffset At { get; init; }
        public EventKind Kind { get; init; }
        public string? Facts { get; init; }
    }

    internal sealed record Entry
    {
        [JsonPropertyName("n")]
        public Guid Id { get; init; }
    }

    [JsonSerializable(typeof(List<Entry>))]
    internal sealed partial class Named : JsonSerializerContext;
}
