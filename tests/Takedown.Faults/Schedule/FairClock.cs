using System.Globalization;

namespace Takedown.Faults.Schedule;

/// <summary>
/// Counts the time that a thread would have had a processor of its own. While more threads want to run than there are
/// processors, a second counts as the share of it that each of them got: half with four threads on two processors. So a
/// limit means the same on a machine that runs other suites as on one that does not.
/// </summary>
internal sealed class FairClock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>No limit becomes more than four times as long: what waits so long has another reason.</summary>
    private const double LeastShare = 0.25;

    private readonly long started = TimeProvider.System.GetTimestamp();

    /// <summary>The time that counts.</summary>
    public TimeSpan Fair { get; private set; }

    /// <summary>The time on the wall.</summary>
    public TimeSpan Wall => TimeProvider.System.GetElapsedTime(started);

    /// <summary>Asks until the answer is yes or the limit has passed.</summary>
    public async Task<bool> UntilAsync(Func<Task<bool>> done, TimeSpan limit)
    {
        while (true)
        {
            var before = Wall;
            if (await done()) return true;
            if (Fair > limit) return false;
            await Task.Delay(Pause, TimeProvider.System);
            Fair += (Wall - before) * Share();
        }
    }

    private static double Share()
    {
        // "0.50 0.60 0.70 3/120 4711": 3 threads are running or want to.
        var runnable = File.ReadAllText("/proc/loadavg").Split(' ')[3].Split('/')[0];
        var share = Environment.ProcessorCount / double.Parse(runnable, CultureInfo.InvariantCulture);
        return Math.Clamp(share, LeastShare, 1);
    }
}
