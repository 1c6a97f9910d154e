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
        EventKind.CompletionLapsed, EventKind.Supersedes, EventKind.ProceedingDue,
        EventKind.AccountActionLifted,
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
    /// <param name="s">A read of the database.</param>
    /// <param name="after">The position.</param>
    /// <param name="size">How much a turn may have.</param>
    /// <param name="isPublished">Whether the published state of a notice has what the event at a position says.</param>
    public static async Task<PublicEvents?> AfterAsync(
        Session s, Position after, TurnSize size, Func<Guid, Position, bool> isPublished)
    {
        var (notices, readers, last) = (new HashSet<Guid>(), new HashSet<Guid>(), (Row?)null);
        var (events, named, decided) = (0, 0, false);
        for (var take = size.Events; HasRoom(); take = Next())
        {
            var rows = await s.QueryAsync<Row>(
                $"{Read} {s.CommittedOnly} ORDER BY tx, seq LIMIT @take", new { after.Tx, after.Seq, take });
            foreach (var row in rows.TakeWhile(_ => HasRoom()))
            {
                Take(row);
                (last, after, events) = (row, new(row.Tx, row.Seq), events + 1);
            }
            if (rows.Count < take) break;
        }
        return last is null ? null : new(notices, after, last.At)
        {
            Readers = readers,
            HaveDecisions = decided,
        };

        // As many as fill the turn, if those to come have as many notices as those read, which is only a guess.
        int Next() => Math.Min(
            Math.Min(MaxEvents - events, 2 * events),
            Math.Max(size.Events, (size.Notices - notices.Count) * events / Math.Max(1, named)));

        bool HasRoom() => events < MaxEvents && notices.Count < size.Notices && named < size.Named;

        void Take(Row row)
        {
            decided |= row.Kind is EventKind.RecordDecided;
            if (row.Facts is null) return;
            var entries = JsonSerializer.Deserialize(row.Facts, Named.Default.ListEntry)!;
            named += entries.Count;
            if (row.Kind is EventKind.RecordReaderChanged) readers.UnionWith(entries.Select(e => e.Id));
            else notices.UnionWith(entries.Where(e => !isPublished(e.Id, new(row.Tx, row.Seq))).Select(e => e.Id));
        }
    }

    private const string Newest = "SELECT tx, seq FROM events WHERE tx >= 0";

    /// <summary>The last event up to which everything is committed.</summary>
    public static async Task<Position> NewestAsync(Session s) =>
        await s.FirstAsync<Row>($"{Newest} {s.CommittedOnly} ORDER BY tx DESC, seq DESC LIMIT 1") is { } row
            ? new(row.Tx, row.Seq) : default;

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
