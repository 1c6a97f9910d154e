using Takedown.Contracts;
using Takedown.Server.Registry;
using Takedown.Storage;

namespace Takedown.Server.CounterNotices;

/// <summary>A stored counter-notice. Who the accused is is sealed.</summary>
internal sealed record CounterNoticeRow
{
    public static readonly Table<CounterNoticeRow> Table = new("counter_notices",
    [
        new("id", ColumnType.Id, c => c.Id),
        new("filed_at", ColumnType.Instant, c => c.FiledAt),
        new("by_link", ColumnType.Number, c => c.ByLink),
        new("accused", ColumnType.Text, c => c.Accused),
        new("content", ColumnType.Text, c => c.Content),
    ]);

    public Guid Id { get; init; }
    public DateTimeOffset FiledAt { get; init; }
    /// <summary>Whether the accused used links itself.</summary>
    public bool ByLink { get; init; }
    public string Accused { get; init; } = "";
    public string Content { get; init; } = "";
}

/// <summary>A counter-notice against one notice, with what decides who reads it.</summary>
internal sealed record CounterNoticeItemRow
{
    public static readonly Table<CounterNoticeItemRow> Table = new("counter_notice_items",
    [
        new("notice_id", ColumnType.Id, i => i.NoticeId, Key: true),
        new("counter_notice_id", ColumnType.Id, i => i.CounterNoticeId),
        new("claimant_id", ColumnType.Id, i => i.ClaimantId),
        new("platform_id", ColumnType.Id, i => i.PlatformId),
        new("regime", ColumnType.Text, i => i.Regime),
        new("region", ColumnType.Text, i => i.Region),
        new("function", ColumnType.Text, i => i.Function),
        new("arrived_at", ColumnType.Instant, i => i.ArrivedAt),
        new("counter_window", ColumnType.Instant, i => i.CounterWindow),
        new("released", ColumnType.Text, i => i.Released),
        new("stops", ColumnType.Text, i => i.Stops),
    ]);

    public Guid NoticeId { get; init; }
    public Guid CounterNoticeId { get; init; }
    public Guid ClaimantId { get; init; }
    public Guid PlatformId { get; init; }
    public string Regime { get; init; } = "";
    public string Region { get; init; } = "";
    public string Function { get; init; } = "";
    public DateTimeOffset? ArrivedAt { get; init; }
    public DateTimeOffset? CounterWindow { get; init; }
    /// <summary>
    /// The elements that its regime required when it was filed: what the claimant reads of them was decided then. Null
    /// of one that was filed before they were stored.
    /// </summary>
    public string? Released { get; init; }

    /// <summary>What stopped the window under its regime when it was filed.</summary>
    public string? Stops { get; init; }

    public NoticeState? State { get; init; }

    /// <summary>Whether the claimant may not send another notice for the same material.</summary>
    public bool Bars { get; init; }

    /// <summary>Words of a regime as they are stored: none of them has a space.</summary>
    public static string Join(IEnumerable<string> words) => string.Join(' ', words);

    /// <summary>The elements that the claimant reads.</summary>
    public IEnumerable<string> ReleasedOf(RegistrySnapshot registry) =>
        Words(Released) ?? CounterNoticeRules.RuleOf(registry, Regime).Required;

    /// <summary>What stops the window.</summary>
    public IReadOnlyList<string> StopsOf(RegistrySnapshot registry) =>
        Words(Stops) ?? CounterNoticeRules.RuleOf(registry, Regime).Stops;

    private static string[]? Words(string? stored) => stored?.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public CounterNoticeItem View => new()
    {
        NoticeId = NoticeId,
        State = State,
        ArrivedAt = ArrivedAt,
        CounterWindow = CounterWindow,
    };
}
