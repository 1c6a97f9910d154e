using System.ComponentModel;

namespace Takedown.Contracts;

/// <summary>A case to open.</summary>
public sealed record CaseInput
{
    /// <summary>Title of the case, at most 200 characters.</summary>
    public string? Title { get; init; }
    /// <summary>Item of the enforcement directory that the case is under (事项指导目录), at most 200 characters.</summary>
    [Description("Item of the enforcement directory that the case is under (事项指导目录), at most 200 characters.")]
    public string? Item { get; init; }
    /// <summary>The responsible person: somebody of the body or of its enforcement team.</summary>
    public Guid? Owner { get; init; }
    /// <summary>The enforcement team that handles the case too (文化市场综合执法).</summary>
    public Guid? Enforcement { get; init; }
    /// <summary>Whether it is a key case (重点案件).</summary>
    public bool? Key { get; init; }
    /// <summary>Whether it is a cross-border case.</summary>
    public bool? CrossBorder { get; init; }
    /// <summary>Severity by stated criterion, each 0 to 100, at most 20.</summary>
    public IReadOnlyDictionary<string, int>? Severity { get; init; }
    /// <summary>The cluster of the case.</summary>
    public CaseCluster? Cluster { get; init; }
    /// <summary>Paths that the right holder has chosen: platform, administrative, civil, criminal.</summary>
    public IReadOnlyList<string>? Path { get; init; }
    /// <summary>Whether a crime is suspected: from then on no penalty replaces the transfer to the police.</summary>
    public bool? SuspectedOfCrime { get; init; }
    /// <summary>Facts compared with the thresholds for a transfer; they decide nothing.</summary>
    public TransferIndicators? Indicators { get; init; }
    /// <summary>Parties of the case, 1 to 200.</summary>
    public IReadOnlyList<CaseParty>? Parties { get; init; }
    /// <summary>Targets of the case, at most 1,000.</summary>
    public IReadOnlyList<CaseTarget>? Targets { get; init; }
    /// <summary>Types of the works concerned, at most 20.</summary>
    public IReadOnlyList<string>? WorkTypes { get; init; }
    /// <summary>IP type: copyright, trademark, patent.</summary>
    public string? IpType { get; init; }
    /// <summary>Leads that the case is opened from, at most 1,000.</summary>
    public IReadOnlyList<Guid>? Leads { get; init; }
    /// <summary>Escalations that the case is opened from, at most 1,000.</summary>
    public IReadOnlyList<Guid>? Escalations { get; init; }
}

/// <summary>The fields of a case to change; missing ones stay.</summary>
public sealed record CaseChange
{
    /// <summary>Title of the case, at most 200 characters.</summary>
    public string? Title { get; init; }
    /// <summary>Item of the enforcement directory that the case is under (事项指导目录), at most 200 characters.</summary>
    [Description("Item of the enforcement directory that the case is under (事项指导目录), at most 200 characters.")]
    public string? Item { get; init; }
    /// <summary>The responsible person: somebody of the body or of its enforcement team.</summary>
    public Guid? Owner { get; init; }
    /// <summary>The enforcement team that handles the case too (文化市场综合执法).</summary>
    public Guid? Enforcement { get; init; }
    /// <summary>Whether it is a key case (重点案件).</summary>
    public bool? Key { get; init; }
    /// <summary>Whether it is a cross-border case.</summary>
    public bool? CrossBorder { get; init; }
    /// <summary>Severity by stated criterion, each 0 to 100, at most 20.</summary>
    public IReadOnlyDictionary<string, int>? Severity { get; init; }
    /// <summary>The cluster of the case.</summary>
    public CaseCluster? Cluster { get; init; }
    /// <summary>Paths that the right holder has chosen: platform, administrative, civil, criminal.</summary>
    public IReadOnlyList<string>? Path { get; init; }
    /// <summary>Whether a crime is suspected: from then on no penalty replaces the transfer to the police.</summary>
    public bool? SuspectedOfCrime { get; init; }
    /// <summary>Facts compared with the thresholds for a transfer; they decide nothing.</summary>
    public TransferIndicators? Indicators { get; init; }
    /// <summary>Parties of the case, 1 to 200.</summary>
    public IReadOnlyList<CaseParty>? Parties { get; init; }
    /// <summary>Targets of the case, at most 1,000.</summary>
    public IReadOnlyList<CaseTarget>? Targets { get; init; }
    /// <summary>Types of the works concerned, at most 20.</summary>
    public IReadOnlyList<string>? WorkTypes { get; init; }
}

/// <summary>Why a case is closed.</summary>
public sealed record CaseClosing
{
    /// <summary>Outcome, such as corrected, penalised, no-violation or transferred.</summary>
    public string? Outcome { get; init; }
    /// <summary>Explanation, at most 2,000 characters.</summary>
    public string? Text { get; init; }
}

/// <summary>A time limit that runs on a case.</summary>
public sealed record CaseClock
{
    /// <summary>Name of the time limit, such as decide-penalty.</summary>
    public required string Name { get; init; }
    /// <summary>The step, request or transfer that it belongs to.</summary>
    public required Guid Of { get; init; }
    /// <summary>Until when, this time included.</summary>
    public required DateTimeOffset Due { get; init; }
    /// <summary>Running, or how it ended.</summary>
    public required SlaStatus Status { get; init; }
    /// <summary>Legal basis of the time limit.</summary>
    public string? Law { get; init; }
}

/// <summary>A rung of the ladder that the case has reached.</summary>
public sealed record CaseRung
{
    /// <summary>
    /// The rung: warning, talk, rectification-order, penalty, suspend-access, cancel-filing, transfer.
    /// </summary>
    public required string Rung { get; init; }
    /// <summary>When it was reached first.</summary>
    public required DateTimeOffset At { get; init; }
}
