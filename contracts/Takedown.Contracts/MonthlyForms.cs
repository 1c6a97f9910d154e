namespace Takedown.Contracts;

/// <summary>The monthly form of one body and one reporting line (工作情况统计表).</summary>
public sealed record MonthlyForm
{
    /// <summary>UUIDv7; missing until somebody has drafted or an obligation has asked for it.</summary>
    public Guid? Id { get; init; }
    /// <summary>The month, such as <c>2026-10</c>.</summary>
    public required string Month { get; init; }
    /// <summary>
    /// The reporting line: <c>copyright</c>, <c>culture-enforcement</c>, <c>cyberspace</c>, <c>telecom</c> or
    /// <c>police</c>.
    /// </summary>
    public required string Line { get; init; }
    /// <summary>The line in Chinese (部门类别).</summary>
    public required string LineZh { get; init; }
    /// <summary>The body (填报单位).</summary>
    public required Guid OrganisationId { get; init; }
    /// <summary>Name of the body.</summary>
    public required string OrganisationName { get; init; }
    /// <summary>Region of the body (行政区划代码).</summary>
    public required string Region { get; init; }
    /// <summary>The campaign that the form belongs to (专项行动).</summary>
    public string? Campaign { get; init; }
    /// <summary>Telephone number (联系电话).</summary>
    public string? Phone { get; init; }
    /// <summary>The time zone of its days and months.</summary>
    public required string Zone { get; init; }
    /// <summary>Beginning of the month.</summary>
    public required DateTimeOffset From { get; init; }
    /// <summary>End of the month, excluded.</summary>
    public required DateTimeOffset Before { get; init; }
    /// <summary>State. The figures are frozen from <c>checked</c> on.</summary>
    public required FilingStatus Status { get; init; }
    /// <summary>Until when it is to be submitted; missing where no obligation asks for it.</summary>
    public DateTimeOffset? Due { get; init; }
    /// <summary>Whether the due time has passed without a submission.</summary>
    public bool Overdue { get; init; }
    /// <summary>The body that accepts it, by line and place.</summary>
    public required Guid SuperiorId { get; init; }
    /// <summary>Who edited it last (填报人).</summary>
    public FilingAct? Drafted { get; init; }
    /// <summary>Who checked it (审核人), another person than the drafter.</summary>
    public FilingAct? Checked { get; init; }
    /// <summary>The head who signed it.</summary>
    public FilingAct? Signed { get; init; }
    /// <summary>Who submitted it (填报日期).</summary>
    public FilingAct? Submitted { get; init; }
    /// <summary>Who accepted it.</summary>
    public FilingAct? Accepted { get; init; }
    /// <summary>Why it was returned, while it is.</summary>
    public string? ReturnReason { get; init; }
    /// <summary>The summary, at most 2,000 characters.</summary>
    public string? Summary { get; init; }
    /// <summary>The figures, in the order of the form.</summary>
    public required IReadOnlyList<FormFigure> Figures { get; init; }
    /// <summary>Corrections after the lock, oldest first.</summary>
    public required IReadOnlyList<FormCorrection> Corrections { get; init; }
    /// <summary>The bodies directly below in this line, with the state of their forms of the month.</summary>
    public required IReadOnlyList<FormChild> Children { get; init; }
    /// <summary>Every act, oldest first.</summary>
    public IReadOnlyList<ActView>? History { get; init; }
}

/// <summary>One figure of a monthly form.</summary>
public sealed record FormFigure
{
    /// <summary>Stable name, such as <c>cases-filed</c>.</summary>
    public required string Name { get; init; }
    /// <summary>Group of the form, such as <c>cases</c>.</summary>
    public required string Group { get; init; }
    /// <summary>The column in Chinese, with its unit.</summary>
    public required string Zh { get; init; }
    /// <summary>The column in English, with its unit.</summary>
    public required string En { get; init; }
    /// <summary>The month's value by the body's own work; missing where nobody entered one without a source.</summary>
    public decimal? Value { get; init; }
    /// <summary>From 1 January to the end of the month.</summary>
    public decimal? YearToDate { get; init; }
    /// <summary>Whether it is computed. What is not may be entered by hand, with a note.</summary>
    public required bool HasSource { get; init; }
    /// <summary>What the ids behind it are, such as <c>notice</c>.</summary>
    public string? Of { get; init; }
    /// <summary>Whether it is the number of the ids behind it. Sums of money and durations are not.</summary>
    public bool Counts { get; init; }
    /// <summary>The note of a value entered by hand.</summary>
    public string? Note { get; init; }
    /// <summary>The value by the latest correction; <c>value</c> stays as it was locked.</summary>
    public decimal? Corrected { get; init; }
    /// <summary>The computed value of today, where a frozen one differs from it.</summary>
    public decimal? Current { get; init; }
    /// <summary>The sum with the bodies below; missing without any, and for averages.</summary>
    public FormSum? Sum { get; init; }
}

/// <summary>A figure summed up with the bodies directly below.</summary>
public sealed record FormSum
{
    /// <summary>Each body below.</summary>
    public required IReadOnlyList<FormSumChild> Children { get; init; }
    /// <summary>The body's own work.</summary>
    public required decimal Own { get; init; }
    /// <summary>Own work and that of every body below, as filed, or else as computed now.</summary>
    public required decimal Total { get; init; }
    /// <summary>Own work and what the bodies below have filed.</summary>
    public required decimal Filed { get; init; }
    /// <summary>Total minus filed: what is missing from the forms.</summary>
    public required decimal Gap { get; init; }
}
