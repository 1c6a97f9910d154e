using System.Text.Json.Serialization;

namespace Takedown.Contracts;

/// <summary>Body of <c>POST /v1/blacklist-entries</c>.</summary>
public sealed record BlacklistEntryInput
{
    /// <summary>Unified social credit code (统一社会信用代码), 18 characters.</summary>
    public string? Uscc { get; set; }
    /// <summary>Name, at most 300 characters.</summary>
    public string? Name { get; set; }
    /// <summary>The law and the facts that it rests on, at most 5,000 characters.</summary>
    public string? Basis { get; set; }
    /// <summary>First day. Default: today.</summary>
    public DateOnly? From { get; set; }
    /// <summary>Last day; at most 5 years after the first.</summary>
    public DateOnly? To { get; set; }
    /// <summary>The case behind it; your own.</summary>
    public Guid? CaseId { get; set; }
}

/// <summary>An entry of the blacklist (失信名单).</summary>
public sealed record BlacklistEntryView
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }
    /// <summary>Unified social credit code (统一社会信用代码).</summary>
    public required string Uscc { get; init; }
    /// <summary>Name.</summary>
    public required string Name { get; init; }
    /// <summary>The law and the facts that it rests on.</summary>
    public required string Basis { get; init; }
    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }
    /// <summary>Last day.</summary>
    public required DateOnly To { get; init; }
    /// <summary>The case; only for regulators.</summary>
    public Guid? CaseId { get; init; }
    /// <summary>The body that entered it.</summary>
    public required Guid BodyId { get; init; }
    /// <summary>Name of the body.</summary>
    public string? BodyName { get; init; }
    /// <summary>The person that acted.</summary>
    public required string Person { get; init; }
    /// <summary>When it was entered.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>When it was removed.</summary>
    public DateTimeOffset? RemovedAt { get; init; }
    /// <summary>Why it was removed.</summary>
    public string? RemovalReason { get; init; }
    /// <summary>Whether it counts today.</summary>
    public required bool Active { get; init; }
}

/// <summary>Body of <c>PUT /v1/credit-subjects/{uscc}</c>.</summary>
public sealed record CreditSubjectInput
{
    /// <summary>Name, at most 300 characters.</summary>
    public string? Name { get; set; }
    /// <summary>The platform with this code, in your region.</summary>
    public Guid? PlatformId { get; set; }
}

/// <summary>What a grade is computed from: counts of the last 365 days.</summary>
public sealed record CreditCounters
{
    /// <summary>Penalty decisions published (处罚信息公开).</summary>
    public long Penalties { get; init; }
    /// <summary>Exposures published (曝光).</summary>
    public long Exposures { get; init; }
    /// <summary>Breaches before a regulator.</summary>
    public long Escalations { get; init; }
    /// <summary>Of these, still open.</summary>
    public long OpenEscalations { get; init; }
    /// <summary>Requests for information refused or overdue.</summary>
    public long UnansweredRequests { get; init; }
    /// <summary>Requests for information answered late.</summary>
    public long LateAnswers { get; init; }
    /// <summary>Self-inspections overdue.</summary>
    public long OverdueSelfInspections { get; init; }
    /// <summary>Whether it is on the blacklist today.</summary>
    public bool Blacklisted { get; init; }
}

/// <summary>Grade of trust (企业诚信守法等级), from the best to the worst.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CreditGrade>))]
public enum CreditGrade
{
    /// <summary>Nothing counted.</summary>
    A,
    /// <summary>At most 2 points.</summary>
    B,
    /// <summary>At most 9 points.</summary>
    C,
    /// <summary>10 points or more.</summary>
    D,
    /// <summary>On the blacklist.</summary>
    E,
}

/// <summary>One subject of the credit export.</summary>
public sealed record CreditLine
{
    /// <summary>Unified social credit code (统一社会信用代码).</summary>
    public required string Uscc { get; init; }
    /// <summary>Name.</summary>
    public required string Name { get; init; }
    /// <summary>The platform.</summary>
    public Guid? PlatformId { get; init; }
    /// <summary>The grade.</summary>
    public required CreditGrade Grade { get; init; }
    /// <summary>
    /// The points: 4 for a penalty, 3 for an exposure or an unanswered request, 1 for an open breach, a late answer or
    /// an overdue self-inspection.
    /// </summary>
    public required long Points { get; init; }
    /// <summary>What the grade is computed from.</summary>
    public required CreditCounters Counters { get; init; }
    /// <summary>The entries of the blacklist that count today.</summary>
    public required IReadOnlyList<BlacklistEntryView> Blacklist { get; init; }
}
