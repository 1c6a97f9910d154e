using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>Kind of a step in a case.</summary>
[JsonConverter(typeof(KebabEnumConverter<StepKind>))]
public enum StepKind
{
    /// <summary>A warning (预警).</summary>
    Warning,
    /// <summary>A talk (约谈).</summary>
    Talk,
    /// <summary>An order to correct by a date (责令限期整改).</summary>
    RectificationOrder,
    /// <summary>The case is filed (立案).</summary>
    Filing,
    /// <summary>A finding of the investigation.</summary>
    Investigation,
    /// <summary>The party is told of the intended penalty (事先告知).</summary>
    PriorNotice,
    /// <summary>The party made its statement or waived it (陈述申辩).</summary>
    Statement,
    /// <summary>A hearing (听证).</summary>
    Hearing,
    /// <summary>An administrative penalty (行政处罚).</summary>
    Penalty,
    /// <summary>The decision is served (送达).</summary>
    Service,
    /// <summary>Officers were obstructed.</summary>
    Obstruction,
    /// <summary>A clue was passed on (线索通报).</summary>
    ClueNotice,
    /// <summary>Another body was consulted (案件咨询).</summary>
    Consultation,
    /// <summary>A joint meeting (联席会议).</summary>
    JointMeeting,
}

/// <summary>State of a step.</summary>
[JsonConverter(typeof(KebabEnumConverter<StepState>))]
public enum StepState
{
    /// <summary>It waits for the approval of a second person.</summary>
    Proposed,
    /// <summary>The step is in effect.</summary>
    Effective,
    /// <summary>What it demands was done.</summary>
    Fulfilled,
    /// <summary>Its time ran over; a decision is due.</summary>
    Overdue,
    /// <summary>The approval was refused.</summary>
    Refused,
}

/// <summary>A step to take.</summary>
public sealed record CaseStepInput
{
    /// <summary>Kind of the step.</summary>
    public StepKind? Kind { get; init; }
    /// <summary>To whom it is addressed, at most 200 characters.</summary>
    public string? Recipient { get; init; }
    /// <summary>Until when it must be done; not in the past. Default: the time limit of the kind.</summary>
    public DateTimeOffset? Due { get; init; }
    /// <summary>Legal basis, at most 1,000 characters.</summary>
    public string? Basis { get; init; }
    /// <summary>The document of the step.</summary>
    public CaseDocument? Document { get; init; }
    /// <summary>Fine in yuan with two decimals, 0 or more.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public decimal? Amount { get; init; }
    /// <summary>Confiscated illegal gains in yuan with two decimals, 0 or more.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public decimal? Confiscated { get; init; }
    /// <summary>Confiscated infringing goods, pieces.</summary>
    public int? Goods { get; init; }
    /// <summary>Reason, place and participants, or what was found; at most 10,000 characters.</summary>
    public string? Text { get; init; }
}
