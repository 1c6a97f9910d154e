using Takedown.Storage;

namespace Takedown.Server.Figures;

/// <summary>The platform and the hours, both ends included, of which duties are counted.</summary>
internal sealed record DutyScope(Guid Platform, int FirstHour, int LastHour, DateTimeOffset Now)
{
    private const long HourSeconds = 3600;

    /// <summary>Beginning of the first hour.</summary>
    public DateTimeOffset From => DateTimeOffset.FromUnixTimeSeconds(FirstHour * HourSeconds);

    /// <summary>End of the last hour, excluded.</summary>
    public DateTimeOffset Before => DateTimeOffset.FromUnixTimeSeconds((LastHour + 1) * HourSeconds);
}

/// <summary>
/// What features count of how a platform fulfils its duties beside notices; each fills in what it has the rows of.
/// </summary>
internal sealed record DutyCounts
{
    public long OwnRemovals { get; init; }
    public long Requests { get; init; }
    public long OnTime { get; init; }
    public long Late { get; init; }
    public long Refused { get; init; }
    public long Overdue { get; init; }
    public long FoundInfringing { get; init; }
    public long FoundNot { get; init; }
    public long FoundUnclear { get; init; }
    /// <summary>Milliseconds from the deliveries to the findings.</summary>
    public long ToFinding { get; init; }
    public long RemovedAfterFinding { get; init; }
    public long ObservedLimits { get; init; }
    public long ObservedLimitsUnanswered { get; init; }
    /// <summary>Milliseconds from the findings to the measures.</summary>
    public long ToRemoval { get; init; }

    public static DutyCounts operator +(DutyCounts one, DutyCounts other) => new()
    {
        OwnRemovals = one.OwnRemovals + other.OwnRemovals,
        Requests = one.Requests + other.Requests,
        OnTime = one.OnTime + other.OnTime,
        Late = one.Late + other.Late,
        Refused = one.Refused + other.Refused,
        Overdue = one.Overdue + other.Overdue,
        FoundInfringing = one.FoundInfringing + other.FoundInfringing,
        FoundNot = one.FoundNot + other.FoundNot,
        FoundUnclear = one.FoundUnclear + other.FoundUnclear,
        ToFinding = one.ToFinding + other.ToFinding,
        RemovedAfterFinding = one.RemovedAfterFinding + other.RemovedAfterFinding,
        ObservedLimits = one.ObservedLimits + other.ObservedLimits,
        ObservedLimitsUnanswered = one.ObservedLimitsUnanswered + other.ObservedLimitsUnanswered,
        ToRemoval = one.ToRemoval + other.ToRemoval,
    };
}

/// <summary>Counts duties of a platform. Compliance calls it and names no feature.</summary>
internal delegate Task<DutyCounts> DutySource(Session s, DutyScope scope);
