using System.ComponentModel;

namespace Takedown.Contracts;

/// <summary>What a body below contributes to a figure.</summary>
public sealed record FormSumChild
{
    /// <summary>The body.</summary>
    public required Guid OrganisationId { get; init; }
    /// <summary>What it filed, with the bodies below it; missing if it has not filed.</summary>
    public decimal? Filed { get; init; }
    /// <summary>Its own work as computed now, where it has not filed.</summary>
    public decimal? Computed { get; init; }
}

/// <summary>A body directly below in the line.</summary>
public sealed record FormChild
{
    /// <summary>The body.</summary>
    public required Guid OrganisationId { get; init; }
    /// <summary>Its name.</summary>
    public required string Name { get; init; }
    /// <summary>Its region.</summary>
    public required string Region { get; init; }
    /// <summary>State of its form.</summary>
    public required FilingStatus Status { get; init; }
    /// <summary>Whether it has submitted its form and not got it back.</summary>
    public required bool Filed { get; init; }
}

/// <summary>A correction of a locked form. The locked value stays beside it.</summary>
public sealed record FormCorrection
{
    /// <summary>Name of the figure.</summary>
    public required string Figure { get; init; }
    /// <summary>The value before.</summary>
    public decimal? Before { get; init; }
    /// <summary>The corrected value.</summary>
    public required decimal Value { get; init; }
    /// <summary>Why.</summary>
    public required string Reason { get; init; }
    /// <summary>Who and when.</summary>
    public required FilingAct By { get; init; }
}

/// <summary>Correction of a figure of a locked form.</summary>
public sealed record FormCorrectionInput
{
    /// <summary>Name of the figure.</summary>
    public required string Figure { get; init; }
    /// <summary>The corrected value, 0 to 10^15, with at most two decimal places.</summary>
    public required decimal Value { get; init; }
    /// <summary>Why, 1 to 2,000 characters.</summary>
    public required string Reason { get; init; }
}

/// <summary>Head of a draft.</summary>
public sealed record FormDraftInput
{
    /// <summary>The campaign that the form belongs to, at most 200 characters.</summary>
    public string? Campaign { get; init; }
    /// <summary>Telephone number, at most 50 characters.</summary>
    public string? Phone { get; init; }
}

/// <summary>A figure entered by hand.</summary>
public sealed record FormFigureInput
{
    /// <summary>The value, 0 to 10^15, with at most two decimal places.</summary>
    public required decimal Value { get; init; }
    /// <summary>Where it comes from, 1 to 500 characters.</summary>
    public required string Note { get; init; }
}

/// <summary>A row of the second form (查处案件信息表). Identity numbers are masked.</summary>
public sealed record FormCase
{
    /// <summary>Running number within the month.</summary>
    public required int Row { get; init; }
    /// <summary>The case.</summary>
    public required Guid Id { get; init; }
    /// <summary>Number of the case (案件编号).</summary>
    public required string No { get; init; }
    /// <summary>Title (案件名称).</summary>
    public required string Title { get; init; }
    /// <summary>The body in charge (主办单位).</summary>
    public required string OrganisationName { get; init; }
    /// <summary>Region (区划代码).</summary>
    public required string Region { get; init; }
    /// <summary>The parties (当事人名称), each with its masked identity number.</summary>
    public required IReadOnlyList<FormParty> Parties { get; init; }
    /// <summary>Intellectual property right (侵权类型).</summary>
    public required string IpType { get; init; }
    /// <summary>Item of the enforcement directory (事项指导目录).</summary>
    [Description("Item of the enforcement directory (事项指导目录).")]
    public string? Item { get; init; }
    /// <summary>State of the case.</summary>
    public required CaseState State { get; init; }
    /// <summary>Whether it is a key case.</summary>
    public required bool IsKey { get; init; }
    /// <summary>Whether it is a cross-border case.</summary>
    public required bool IsCrossBorder { get; init; }
    /// <summary>When it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }
    /// <summary>When it was filed (立案日期).</summary>
    public DateTimeOffset? FiledAt { get; init; }
    /// <summary>When it was closed (结案日期).</summary>
    public DateTimeOffset? ClosedAt { get; init; }
    /// <summary>
    /// Further columns of a case that was filed or penalised in the month, such as <c>penalty-no</c>, <c>fine</c> or
    /// <c>transferred-on</c>; what has no value is missing.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Details { get; init; }
}

/// <summary>A party of a case in a form.</summary>
public sealed record FormParty
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }
    /// <summary>Identity number with all but its first three and last two characters masked (脱敏).</summary>
    public string? Identity { get; init; }
}
