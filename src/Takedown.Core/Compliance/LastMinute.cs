namespace Takedown.Core.Compliance;

/// <summary>Answers given only when the limit nearly ended, a sign of the abuse of the safe harbour (避风港).</summary>
public static class LastMinute
{
    private const double Share = 0.1;

    /// <summary>Whether an answer on time was given in the last tenth of its limit.</summary>
    /// <param name="handling">From the delivery to the answer.</param>
    /// <param name="left">From the answer to the due time.</param>
    public static bool Is(TimeSpan handling, TimeSpan left) =>
        left >= TimeSpan.Zero && left <= (handling + left) * Share;
}
