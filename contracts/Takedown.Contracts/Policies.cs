using System.Text.Json.Serialization;
using Takedown.Contracts.Json;

namespace Takedown.Contracts;

/// <summary>How a time limit is counted.</summary>
[JsonConverter(typeof(KebabEnumConverter<LimitUnit>))]
public enum LimitUnit
{
    /// <summary>Continuous time from the start, including nights and holidays.</summary>
    Running,
    /// <summary>
    /// Working days of the policy's calendar. The first day is not counted (民法典 201); the last ends at 24:00 local
    /// time.
    /// </summary>
    Working,
}

/// <summary>One time limit.</summary>
public sealed record TimeLimit
{
    /// <summary>How the limit is counted.</summary>
    public required LimitUnit Unit { get; init; }
    /// <summary>Running: length, more than zero and at most 3,660 days.</summary>
    public TimeSpan? Duration { get; init; }
    /// <summary>Working: number of days, 1 to 1,000.</summary>
    public int? Days { get; init; }
}

// These setters replace null because source-generated JSON sets every init property, absent ones to null
// (dotnet/runtime 84484).

/// <summary>Selects the notices of a policy. An empty list matches everything.</summary>
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
    /// <summary>From delivery to acknowledgement; absent if the rule requires none.</summary>
    public TimeLimit? Acknowledge { get; init; }
    /// <summary>
    /// From delivery to the platform's finding whether the material infringes; absent if none is asked for.
    /// </summary>
    public TimeLimit? Assess { get; init; }
    /// <summary>From delivery to action or refusal.</summary>
    public required TimeLimit Act { get; init; }
    /// <summary>From a request for information to the claimant's answer.</summary>
    public required TimeLimit AnswerInformation { get; init; }
    /// <summary>From the request of an account action to the platform's answer.</summary>
    public required TimeLimit AccountAction { get; init; }
    /// <summary>
    /// Until a notice that was not pushed is made available in the platform's pull inbox, where its deadlines start:
    /// from its first failed push, and, tried or not, from its acceptance, whichever is earlier. Absent: 15 minutes.
    /// </summary>
    public TimeLimit? Offer { get; init; }
    /// <summary>
    /// From the moment at which a measure must end, such as a withdrawal after it, to its end. Default: 24 running
    /// hours (及时; no law gives a number).
    /// </summary>
    public TimeLimit? Restore { get; init; }
    /// <summary>From a refusal until the claimant may dispute it. Default: 10 working days.</summary>
    public TimeLimit? Dispute { get; init; }
    /// <summary>
    /// From a dispute, or from a complaint of the accused, to the platform's new decision. Default: 3 working days.
    /// </summary>
    public TimeLimit? Review { get; init; }
    /// <summary>
    /// The longest extension of <c>act</c>, from its due time, that a platform may ask for once. Absent: none.
    /// </summary>
    public TimeLimit? Extension { get; init; }
    /// <summary>
    /// From the record of a mediation about a refusal until it must have an outcome. Default: 90 running days.
    /// </summary>
    public TimeLimit? Mediation { get; init; }
}

/// <summary>Account measures against repeat infringers, in steps.</summary>
public sealed record StrikeLadder
{
    /// <summary>How long a strike is counted.</summary>
    public required TimeSpan Window { get; init; }
    /// <summary>Steps in ascending number of strikes.</summary>
    public required IReadOnlyList<StrikeStep> Steps { get; init; }
    /// <summary>Modes of infringement that are grave, such as <c>live-relay</c>; none by default.</summary>
    public IReadOnlyList<string>? GraveModes { get; init; }
    /// <summary>
    /// As how many strikes a grave one counts, 2 to 100. Default: as many as the last step needs, so that one closes
    /// the account, with the steps before it requested too.
    /// </summary>
    public int? GraveStrikes { get; init; }
    /// <summary>
    /// When an account is to be put on the platform's blacklist. Default: after two closures, for 365 days.
    /// </summary>
    public AccountBlacklistRule? Blacklist { get; init; }
}

/// <summary>The last step of the ladder: no registration again for a time.</summary>
public sealed record AccountBlacklistRule
{
    /// <summary>Closures of the account that the platform confirmed, at most 10; 0: never by rule.</summary>
    public required int Closures { get; init; }
    /// <summary>For how long, from the request to the platform, at most 1,827 days.</summary>
    public required TimeSpan For { get; init; }
}

/// <summary>One step of the ladder.</summary>
public sealed record StrikeStep
{
    /// <summary>Number of strikes inside the window that triggers the step.</summary>
    public required int Strikes { get; init; }
    /// <summary>The account measure requested by the step.</summary>
    public required Measure Measure { get; init; }
}

/// <summary>Source of a value. <c>P</c> is a default of this product without a legal source.</summary>
public sealed record SourceMark
{
    /// <summary>
    /// <c>L</c> statute, <c>S</c> quotation of the statute, <c>s</c> secondary source, <c>B</c> background, <c>P</c>
    /// product default.
    /// </summary>
    public required string Mark { get; init; }
    /// <summary>The clause or the rationale.</summary>
    public required string Text { get; init; }
}

/// <summary>Effect of a counter-notice under a policy.</summary>
public sealed record CounterNoticeRule
{
    /// <summary>
    /// <c>wait</c>, <c>restore-at-once</c>, <c>after-event</c>, <c>complaint</c>, <c>by-court</c> or <c>none</c>.
    /// </summary>
    public required string Kind { get; init; }
    /// <summary>Time for the claimant to prove a suit or complaint.</summary>
    public TimeLimit? Window { get; init; }
    /// <summary>
    /// Latest time of restoration if the rule has a range (17 U.S.C. § 512(g): 10 to 14 business days).
    /// </summary>
    public TimeLimit? Latest { get; init; }
    /// <summary>Source of the rule.</summary>
    public required SourceMark Source { get; init; }
}

/// <summary>An SLA policy, as versioned data. A notice keeps the version under which it was accepted.</summary>
public sealed record SlaPolicy
{
    /// <summary>Upper-case code, such as <c>CN-DISK</c>.</summary>
    public string Code { get; init => field = value ?? ""; } = "";
    /// <summary>Version, from 1; set by the server and increased by every <c>PUT</c>.</summary>
    public int Version { get; init; }
    /// <summary>Name for people.</summary>
    public required string Name { get; init; }
    /// <summary>Selects the notices of this policy.</summary>
    public required PolicySelectors Selectors { get; init; }
    /// <summary>
    /// If several policies match, the highest rank applies: order, then jurisdiction and regime, then live and
    /// pre-warned works, then service and work type, then default.
    /// </summary>
    public required int Rank { get; init; }
    /// <summary>Code of the calendar of working days.</summary>
    public required string Calendar { get; init; }
    /// <summary>Time limits.</summary>
    public required PolicyDeadlines Deadlines { get; init; }
    /// <summary>Stricter <c>act</c> limits by tier. The stricter of this limit and the general one applies.</summary>
    public IReadOnlyDictionary<string, TimeLimit>? ActByTier { get; init; }
    /// <summary>
    /// Fractions of the <c>act</c> limit, between 0 and 1, at which an unanswered notice is reported as at risk.
    /// </summary>
    public IReadOnlyList<double> Reminders { get; init => field = value ?? []; } = [];
    /// <summary>Effect of a breach of <c>act</c>: <c>escalate</c> or <c>record</c>.</summary>
    public string OnBreach { get; init => field = value ?? "escalate"; } = "escalate";
    /// <summary>Effect of a counter-notice.</summary>
    public required CounterNoticeRule CounterNotice { get; init; }
    /// <summary>Account measures against repeat infringers.</summary>
    public required StrikeLadder Strikes { get; init; }
    /// <summary>
    /// Whether a notice is sent to its platform only when every file that it names is stored. Until then nothing of it
    /// runs. Default: false.
    /// </summary>
    public bool? RequiresEvidence { get; init; }
    /// <summary>Source of the <c>act</c> limit.</summary>
    public required SourceMark Source { get; init; }
    /// <summary>Only in the answer to a <c>PUT</c>: selectors that are no words of their vocabulary.</summary>
    public IReadOnlyList<FieldError>? Warnings { get; init; }
}

/// <summary>
/// A calendar of working days, as versioned data: holidays with make-up days (调休) cannot be computed.
/// </summary>
public sealed record WorkCalendar
{
    /// <summary>Code, such as <c>CN</c> or <c>US-FEDERAL</c>.</summary>
    public string Code { get; init => field = value ?? ""; } = "";
    /// <summary>Version, from 1; set by the server and increased by every <c>PUT</c>.</summary>
    public int Version { get; init; }
    /// <summary>IANA time zone of its days.</summary>
    public required string Zone { get; init; }
    /// <summary>
    /// First day covered by the data. Days before it are those of the older versions. Outside the covered period,
    /// Monday to Friday are working days except for <c>fixedHolidays</c>.
    /// </summary>
    public required DateOnly From { get; init; }
    /// <summary>
    /// Last day covered by the data. A due time that counts days beyond it is provisional: the next version that covers
    /// them computes it anew.
    /// </summary>
    public required DateOnly To { get; init; }
    /// <summary>
    /// Days of every year that are holidays by statute, as <c>MM-DD</c>, such as <c>01-01</c>: never working days,
    /// inside the covered period and beyond it. At most 100. Absent in a <c>PUT</c>: as in the version before;
    /// <c>[]</c> for none.
    /// </summary>
    public IReadOnlyList<string>? FixedHolidays { get; init; }
    /// <summary>Weekdays that are not working days.</summary>
    public required IReadOnlyList<DateOnly> Holidays { get; init; }
    /// <summary>Weekend days that are working days (调休上班).</summary>
    public required IReadOnlyList<DateOnly> WorkedWeekends { get; init; }
    /// <summary>Source of the data.</summary>
    public required SourceMark Source { get; init; }
}
