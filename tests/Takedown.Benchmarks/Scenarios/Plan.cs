using Takedown.Benchmarks.Engines;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>How to run a scenario.</summary>
/// <param name="Engine">The database.</param>
/// <param name="Brief">
/// Whether to finish within a minute: large measurements run once or with smaller sizes, and their note says so.
/// </param>
/// <param name="Stock">The only size of a large stock; null for the usual ones.</param>
internal sealed record Plan(EngineKind Engine, bool Brief, int? Stock = null)
{
    /// <summary>Number of recorded turns.</summary>
    public int Repetitions => Brief ? 2 : 3;

    /// <summary>Number of turns after the warm-up for a scenario with long turns.</summary>
    public int LongRepetitions => Brief ? 1 : 3;
}
