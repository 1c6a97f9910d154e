namespace Takedown.Core.Information;

/// <summary>How a platform fulfils its duty to cooperate with investigations (S1 配合调查); the weights are ours.</summary>
public static class Cooperation
{
    /// <summary>
    /// 0 to 1: an answer in time counts 1, a late one one half, a refusal or an overdue request nothing. Null while
    /// nothing is settled.
    /// </summary>
    public static double? Score(long onTime, long late, long refused, long overdue)
    {
        var settled = onTime + late + refused + overdue;
        return settled == 0 ? null : Math.Round((onTime + (late / 2.0)) / settled, 4);
    }
}
