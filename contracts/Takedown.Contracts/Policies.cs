using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>How a time limit counts.</summary>
[JsonConverter(typeof(KebabEnumConverter<LimitUnit>))]
public enum LimitUnit
{
    /// <summary>Hours that run through nights and holidays, from the moment itself.</summary>
    Running,
    /// <summary>Working days of the policy's calendar; the start day is not counted (民法典 201), the last ends at 24:00 there.</summary>
    Working,
}

/// <summary>One time limit.</summary>
public sealed record TimeLimit
{
    /// <summary>How it counts.</summary>
    public required LimitUnit Unit { get; init; }
    /// <summary>Running: its length, more than zero and at most 3,660 days.</summary>
    public TimeSpan? Duration { get; init; }
    /// <summary>Working: how many days, 1 to 1,000.</summary>
    public int? Days { get; init; }
}

// Why these setters mend null: source-generated JSON sets every init property, those left out to null (dotnet/runtime 84484).

/// <summary>Which notices a policy is for; an empty list matches everything.</summary>
public sealed record PolicySelectors
{
    /// <summary>Regime codes.</summary>
    public IReadOnlyList<string> Regimes { get; init => field = value ?? []; } = [];
    /// <summary>Service types of the platform.</summary>
    public IReadOnlyList<string> ServiceTypes { get; init => field = value ?? []; } = [];
    /// <summary>Work types.</summary>
    public IReadOnlyList<string> WorkTypes { get; init => field = value ?? []; } = [];
    /// <summary>Tiers of the claimant.</summary>
    public IReadOnlyList<Tier> Tiers { get; init => field = value ?? []; } = [];
    /// <summary>Country codes of the platform.</summary>
    public IReadOnlyList<string> Countries { get; init => field = value ?? []; } = [];
}

/// <summary>Time limits of a policy.</summary>
public sealed record PolicyDeadlines
{
    /// <summary>From delivery to the acknowledgement; none where the rule asks for none.</summary>
    public TimeLimit? Acknowledge { get; init; }
    /// <summary>From delivery to action or refusal.</summary>
    public required TimeLimit Act { get; init; }
    /// <summary>From a question to the claimant's answer.</summary>
    public required TimeLimit AnswerInformation { get; init; }
    /// <summary>From an account action's request to the platform's answer.</summary>
    public required TimeLimit AccountAction { get; init; }
}

/// <summary>The repeat-infringer ladder.</summary>
public sealed record StrikeLadder
{
    /// <summary>How long a strike counts.</summary>
    public required TimeSpan Window { get; init; }
    /// <summary>Steps by rising number of strikes.</summary>
    public required IReadOnlyList<StrikeStep> Steps { get; init; }
}

/// <summary>One step of the ladder.</summary>
public sealed record StrikeStep
{
    /// <summary>Strikes inside the window that reach it.</summary>
    public required int Strikes { get; init; }
    /// <summary>The account measure it asks for.</summary>
    public required Measure Measure { get; init; }
}

/// <summary>Where a value comes from; <c>P</c> is our own default, with no legal source.</summary>
public sealed record SourceMark
{
    /// <summary><c>L</c> read in the statute, <c>S</c> quoted elsewhere, <c>s</c> second-hand, <c>B</c> background, <c>P</c> ours.</summary>
    public required string Mark { get; init; }
    /// <summary>The clause, or why.</summary>
    public required string Text { get; init; }
}

/// <summary>What a counter-notice does under a policy.</summary>
public sealed record CounterNoticeRule
{
    /// <summary><c>wait</c>, <c>restore-at-once</c>, <c>after-event</c>, <c>complaint</c>, <c>by-court</c> or <c>none</c>.</summary>
    public required string Kind { get; init; }
    /// <summary>How long the claimant has to show a suit or complaint.</summary>
    public TimeLimit? Window { get; init; }
    /// <summary>The latest moment of restoration, where the rule has a band (17 U.S.C. § 512(g): 10 to 14 business days).</summary>
    public TimeLimit? Latest { get; init; }
    /// <summary>Where it comes from.</summary>
    public required SourceMark Source { get; init; }
}

/// <summary>An SLA policy: versioned data. What a notice was accepted under stays frozen on it.</summary>
public sealed record SlaPolicy
{
    /// <summary>Upper-case code, such as <c>CN-DISK</c>.</summary>
    public string Code { get; init => field = value ?? ""; } = "";
    /// <summary>From 1; set by the server, one more at every <c>PUT</c>.</summary>
    public int Version { get; init; }
    /// <summary>What it is, for people.</summary>
    public required string Name { get; init; }
    /// <summary>Which notices it is for.</summary>
    public required PolicySelectors Selectors { get; init; }
    /// <summary>The higher rank wins where several match: order, then jurisdiction and regime, then live and pre-warned works, then service and work type, then default.</summary>
    public required int Rank { get; init; }
    /// <summary>Calendar of working days.</summary>
    public required string Calendar { get; init; }
    /// <summary>Its limits.</summary>
    public required PolicyDeadlines Deadlines { get; init; }
    /// <summary>Stricter <c>act</c> limits by tier; the stricter of this and the plain one counts.</summary>
    public IReadOnlyDictionary<string, TimeLimit>? ActByTier { get; init; }
    /// <summary>Parts of the <c>act</c> limit after which an unanswered notice is reported at risk, each between 0 and 1.</summary>
    public IReadOnlyList<double> Reminders { get; init => field = value ?? []; } = [];
    /// <summary>What a breach of <c>act</c> does: <c>escalate</c> or <c>record</c>.</summary>
    public string OnBreach { get; init => field = value ?? "escalate"; } = "escalate";
    /// <summary>What a counter-notice does.</summary>
    public required CounterNoticeRule CounterNotice { get; init; }
    /// <summary>The ladder for repeat infringers.</summary>
    public required StrikeLadder Strikes { get; init; }
    /// <summary>Where the <c>act</c> limit comes from.</summary>
    public required SourceMark Source { get; init; }
}

/// <summary>A calendar of working days: versioned data, because holidays joined by make-up days (调休) cannot be computed.</summary>
public sealed record WorkCalendar
{
    /// <summary>Code, such as <c>CN</c> or <c>US-FEDERAL</c>.</summary>
    public string Code { get; init => field = value ?? ""; } = "";
    /// <summary>From 1; set by the server, one more at every <c>PUT</c>.</summary>
    public int Version { get; init; }
    /// <summary>IANA zone in which its days begin and end.</summary>
    public required string Zone { get; init; }
    /// <summary>First and last day the data covers; outside, plain Monday to Friday is assumed.</summary>
    public required DateOnly From { get; init; }
    /// <summary>Last day covered.</summary>
    public required DateOnly To { get; init; }
    /// <summary>Days off that would be working days.</summary>
    public required IReadOnlyList<DateOnly> Holidays { get; init; }
    /// <summary>Weekend days that are worked (调休上班).</summary>
    public required IReadOnlyList<DateOnly> WorkedWeekends { get; init; }
    /// <summary>Where the data comes from.</summary>
    public required SourceMark Source { get; init; }
}

/// <summary>A legal regime: which fields it requires and whom a breach concerns. Data, not code.</summary>
public sealed record Regime
{
    /// <summary>Code, such as <c>cn-copyright</c>.</summary>
    public required string Code { get; init; }
    /// <summary>What it is, for people.</summary>
    public required string Name { get; init; }
    /// <summary>
    /// Elements a notice must have, by name: a pointer such as <c>/work/title</c>, <c>rights-holder-contact</c> (any of
    /// contact, e-mail, phone), <c>location</c> (URL or an exact locator), <c>evidence</c>, <c>ownership-proof</c>
    /// (registration number or evidence of ownership) or <c>statement:truth</c>.
    /// </summary>
    public required IReadOnlyList<string> Required { get; init; }
    /// <summary>
    /// The tier whose notices get this regime's policies; others' notices under it go by the policies of the platform's own
    /// regime, so that nobody wins a shorter clock by calling a claim an order. Null where it makes no difference.
    /// </summary>
    public Tier? OnlyTier { get; init; }
    /// <summary>The regulator function a breach goes to.</summary>
    public required string Function { get; init; }
    /// <summary>The clause it follows.</summary>
    public required SourceMark Source { get; init; }
}
