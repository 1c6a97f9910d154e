using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>Why a case is listed for supervision (S0: 涉案标的重大、违法犯罪情节严重、社会影响恶劣).</summary>
[JsonConverter(typeof(KebabEnumConverter<SupervisionCriterion>))]
public enum SupervisionCriterion
{
    /// <summary>A large amount (涉案标的重大).</summary>
    Amount,
    /// <summary>Grave circumstances (违法犯罪情节严重).</summary>
    Gravity,
    /// <summary>A bad effect on society (社会影响恶劣).</summary>
    Impact,
}

/// <summary>Status of a supervision, or of one supervised case.</summary>
[JsonConverter(typeof(KebabEnumConverter<SupervisionStatus>))]
public enum SupervisionStatus
{
    /// <summary>Reports are due.</summary>
    Open,
    /// <summary>A report is overdue.</summary>
    Overdue,
    /// <summary>The closing report was made.</summary>
    Closed,
}

/// <summary>Kind of a report on a supervised case.</summary>
[JsonConverter(typeof(KebabEnumConverter<SupervisionReportKind>))]
public enum SupervisionReportKind
{
    /// <summary>Progress; the next report becomes due.</summary>
    Progress,
    /// <summary>The outcome; ends the supervision of the case.</summary>
    Closing,
}

/// <summary>Body of <c>POST /v1/supervisions</c>: a batch of cases listed for supervision (挂牌督办).</summary>
public sealed record SupervisionInput
{
    /// <summary>Title of the batch, at most 300 characters.</summary>
    public string? Title { get; set; }
    /// <summary>Number of the listing document (文号), at most 200 characters.</summary>
    public string? No { get; set; }
    /// <summary>Day of the listing. Default: today.</summary>
    public DateOnly? Date { get; set; }
    /// <summary>Other bodies that list jointly, at most 20.</summary>
    public IReadOnlyList<Guid>? Bodies { get; set; }
    /// <summary>At least one of the criteria.</summary>
    public IReadOnlyList<SupervisionCriterion>? Criteria { get; set; }
    /// <summary>What the criteria rest on, at most 5,000 characters.</summary>
    public string? Ground { get; set; }
    /// <summary>Cases of bodies below yours, at most 100; cases and leads together at least one.</summary>
    public IReadOnlyList<Guid>? Cases { get; set; }
    /// <summary>Leads of bodies below yours, at most 100.</summary>
    public IReadOnlyList<Guid>? Leads { get; set; }
    /// <summary>Time between two progress reports, 1 to 90 days. Default: 15 days.</summary>
    public TimeSpan? ReportEvery { get; set; }
}

/// <summary>Body of <c>POST /v1/supervisions/{id}/reports</c>.</summary>
public sealed record SupervisionReportInput
{
    /// <summary>The case, where your body has several in the supervision.</summary>
    public Guid? CaseId { get; set; }
    /// <summary>The lead, where the report is about one.</summary>
    public Guid? LeadId { get; set; }
    /// <summary><c>progress</c> (default) or <c>closing</c>.</summary>
    public SupervisionReportKind? Kind { get; set; }
    /// <summary>The report, at most 20,000 characters.</summary>
    public string? Text { get; set; }
}
