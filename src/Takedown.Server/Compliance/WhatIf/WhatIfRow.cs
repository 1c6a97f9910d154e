using Takedown.Contracts;
using Takedown.Core.Compliance;

namespace Takedown.Server.Compliance.WhatIf;

/// <summary>What a what-if reads of a notice; times in Unix milliseconds.</summary>
internal sealed record WhatIfRow
{
    public const string Columns =
        "id, platform_id, regime, tier, policy, policy_version, mark, delivered_at AS delivered, "
            + "answered_at AS answered, act_due AS due, act_sla, paused_at AS paused";

    public Guid Id { get; init; }
    public Guid PlatformId { get; init; }
    public string Regime { get; init; } = "";
    public Tier Tier { get; init; }
    public string Policy { get; init; } = "";
    public int PolicyVersion { get; init; }
    public long? Mark { get; init; }
    public long? Delivered { get; init; }
    public long? Answered { get; init; }
    public long? Due { get; init; }
    public SlaStatus ActSla { get; init; }
    public long? Paused { get; init; }

    /// <summary>The act limit; null if none ran, or if it was cancelled.</summary>
    public OtherLimit.Limit? Limit => Delivered is { } start && Due is { } due && ActSla is not SlaStatus.None
        ? new(start, due, ActSla, Answered, Paused) : null;
}
