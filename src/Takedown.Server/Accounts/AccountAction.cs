using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Core.Calendars;
using Takedown.Core.Deadlines;
using Takedown.Server.Notices;

namespace Takedown.Server.Accounts;

/// <summary>An account action as stored.</summary>
internal sealed record AccountAction
{
    public Guid Id { get; init; }
    public Guid PlatformId { get; init; }
    public long Seq { get; init; }
    public string AccountId { get; init; } = "";
    public Measure Measure { get; init; }
    public int Strikes { get; init; }
    public string Function { get; init; } = "";
    /// <summary>Ids of the notices that the strikes count, each followed by a comma.</summary>
    public string Notices { get; init; } = "";
    public AccountActionStatus Status { get; init; }
    public DateTimeOffset RequestedAt { get; init; }
    public DateTimeOffset Due { get; init; }
    public SlaStatus Sla { get; init; }
    /// <summary>The stored mark of a provisional due time.</summary>
    public string? Provisional { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public string? Reason { get; init; }
    /// <summary>End of a blacklisting; null for every other measure.</summary>
    public DateTimeOffset? Until { get; init; }
    /// <summary>The terms of a blacklisting, JSON.</summary>
    public string? Terms { get; init; }

    public BlacklistTerms? Blacklist
    {
        get => Terms is null ? null : JsonSerializer.Deserialize(Terms, TakedownJson.Default.BlacklistTerms);
        init
        {
            Until = value?.Until;
            Terms = value is null ? null : JsonSerializer.Serialize(value, TakedownJson.Default.BlacklistTerms);
        }
    }

    /// <summary>The measure ended before its time.</summary>
    public AccountAction Lifted(DateTimeOffset now, string reason) => this with
    {
        Status = AccountActionStatus.Lifted,
        Blacklist = Blacklist is { } terms ? terms with { LiftedAt = now, LiftReason = reason } : null,
    };

    /// <summary>Nobody has to do it any more.</summary>
    public AccountAction Cancelled(DateTimeOffset now) => this with
    {
        Status = AccountActionStatus.Cancelled,
        Deadline = Deadline.Cancel(),
        AnsweredAt = now,
        WasEscalated = Status is AccountActionStatus.Escalated,
    };

    /// <summary>Whether the current change resolves an escalation. Not stored.</summary>
    public bool WasEscalated { get; init; }

    /// <summary>Due time and status, stored as a row of <c>deadlines</c>.</summary>
    public Deadline Deadline
    {
        get => new(
            DeadlineKind.AccountAction, Due, Sla,
            Provisional: StoredProvisional.Read(Provisional, DeadlineKind.AccountAction));
        init => (Due, Sla, Provisional) = (value.Due, value.Status, StoredProvisional.Write(value));
    }

    public IReadOnlyList<Guid> NoticeIds =>
        [.. Notices.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];

    public StoredDeadline StoredDeadline => StoredDeadline.Of(DeadlineOwner.AccountAction, Id, Deadline);

    public AccountActionView View => new()
    {
        Seq = Seq,
        Id = Id,
        Account = new() { Id = AccountId },
        Measure = Measure,
        Strikes = Strikes,
        NoticeIds = NoticeIds,
        Status = Status,
        RequestedAt = RequestedAt,
        Due = Due,
        Provisional = ProvisionalView.OrAbsent(Provisional is not null),
        Sla = Sla,
        AnsweredAt = AnsweredAt,
        Reason = Reason is null ? null : JsonSerializer.Deserialize(Reason, StoredJson.Default.Reason),
        Blacklist = Blacklist,
    };
}

/// <summary>A step of the ladder to request from the platform.</summary>
internal sealed record AccountActionRequest(
    string AccountId, Measure Measure, int Strikes, string Function, DueTime Due, string Notices)
{
    /// <summary>Of a blacklisting.</summary>
    public BlacklistTerms? Blacklist { get; init; }
}
