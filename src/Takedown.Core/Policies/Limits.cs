using Takedown.Contracts;

namespace Takedown.Core.Policies;

/// <summary>Comparison of time limits.</summary>
public static class Limits
{
    /// <summary>
    /// Time to end a measure under policies that name none, which are those written before the limit existed. Ours (P).
    /// </summary>
    public static readonly TimeLimit Restore =
        new() { Unit = LimitUnit.Running, Duration = TimeSpan.FromHours(24) };

    /// <summary>Time to decide again under policies that name none. Ours (P).</summary>
    public static readonly TimeLimit Review = new() { Unit = LimitUnit.Working, Days = 3 };

    /// <summary>Time to dispute a refusal under policies that name none. Ours (P).</summary>
    public static readonly TimeLimit Dispute = new() { Unit = LimitUnit.Working, Days = 10 };

    /// <summary>Time for a mediation under policies that name none, as DSA 21(4).</summary>
    public static readonly TimeLimit Mediation =
        new() { Unit = LimitUnit.Running, Duration = TimeSpan.FromDays(90) };

    /// <summary>
    /// Time after which a proceeding is asked for, under policies that name none: about six months, in which a Chinese
    /// court of first instance decides (民事诉讼法). Ours (P).
    /// </summary>
    public static readonly TimeLimit Proceeding =
        new() { Unit = LimitUnit.Running, Duration = TimeSpan.FromDays(184) };

    /// <summary>Time to complete a deficient notice whose regime is not known any more. Ours (P).</summary>
    public static readonly TimeLimit Completion = new() { Unit = LimitUnit.Working, Days = 5 };

    /// <summary>Maximum limit in running time.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromDays(3660);

    /// <summary>Maximum limit in working days.</summary>
    public const int MaxDays = 1000;

    /// <summary>The limit that ends first; <paramref name="one"/> if both are of equal length.</summary>
    public static TimeLimit Stricter(TimeLimit one, TimeLimit other) => Length(other) < Length(one) ? other : one;

    /// <summary>
    /// Length of a limit for comparison. Working days have no fixed length: five of them count as a week, their average
    /// without holidays.
    /// </summary>
    public static TimeSpan Length(TimeLimit limit) => limit.Unit == LimitUnit.Running
        ? limit.Duration ?? TimeSpan.MaxValue
        : TimeSpan.FromDays(1.4) * (limit.Days ?? MaxDays);

    internal static void Check(this FaultList faults, TimeLimit? limit, string pointer)
    {
        if (!faults.Present(limit, pointer)) return;
        switch (limit.Unit)
        {
            case LimitUnit.Running:
                if (limit.Duration is null) faults.Add($"{pointer}/duration", FaultCodes.Required);
                else faults.Span(limit.Duration.Value, $"{pointer}/duration");
                if (limit.Days is not null) faults.Add($"{pointer}/days", FaultCodes.NotAllowed);
                break;
            case LimitUnit.Working:
                if (limit.Days is null) faults.Add($"{pointer}/days", FaultCodes.Required);
                else if (limit.Days is < 1 or > MaxDays) faults.Add($"{pointer}/days", FaultCodes.OutOfRange);
                if (limit.Duration is not null) faults.Add($"{pointer}/duration", FaultCodes.NotAllowed);
                break;
            default:
                faults.Add($"{pointer}/unit", FaultCodes.Unknown);
                break;
        }
    }

    internal static void Span(this FaultList faults, TimeSpan span, string pointer)
    {
        if (span <= TimeSpan.Zero || span > MaxDuration) faults.Add(pointer, FaultCodes.OutOfRange);
    }
}
