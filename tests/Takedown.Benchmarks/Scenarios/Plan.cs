using Takedown.Benchmarks.Engines;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>How a scenario is to be run.</summary>
/// <param name="Engine">Where.</param>
/// <param name="Brief">Within a minute: what is big runs once, or is smaller, and says so in its note.</param>
internal sealed record Plan(EngineKind Engine, bool Brief)
{
    /// <summary>Turns that are kept.</summary>
    public int Repetitions => Brief ? 2 : 3;

    /// <summary>Repetitions behind the warm-up for a scenario whose single turn takes long.</summary>
    public int LongRepetitions => Brief ? 1 : 3;
}
