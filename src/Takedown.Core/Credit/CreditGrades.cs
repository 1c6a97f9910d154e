using Takedown.Contracts;

namespace Takedown.Core.Credit;

/// <summary>Grades of trust (S3 企业诚信守法等级评估). No law gives weights or limits: these are ours.</summary>
public static class CreditGrades
{
    private const long MostOfB = 2, MostOfC = 9;

    /// <summary>The points of the counters.</summary>
    public static long Points(CreditCounters counters) =>
        (4 * counters.Penalties) + (3 * (counters.Exposures + counters.UnansweredRequests))
            + counters.OpenEscalations + counters.LateAnswers + counters.OverdueSelfInspections;

    /// <summary>The grade; who is on the blacklist has the last one whatever else is counted.</summary>
    public static CreditGrade Of(CreditCounters counters) => Points(counters) switch
    {
        _ when counters.Blacklisted => CreditGrade.E,
        0 => CreditGrade.A,
        <= MostOfB => CreditGrade.B,
        <= MostOfC => CreditGrade.C,
        _ => CreditGrade.D,
    };
}
