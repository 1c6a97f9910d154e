using Takedown.Benchmarks.Engines;
using Takedown.Benchmarks.Figures;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>One thing measured. It starts its own server and leaves nothing behind.</summary>
/// <param name="Names">The figures it gives; any of them chooses it.</param>
/// <param name="Run">Measures on the engine given.</param>
internal sealed record Scenario(IReadOnlyList<string> Names, Func<EngineKind, CancellationToken, Task<IReadOnlyList<Figure>>> Run)
{
    /// <summary>The only engine it is about; null where it goes by the one chosen.</summary>
    public EngineKind? Only { get; init; }

    /// <summary>Whether it belongs to the short form.</summary>
    public bool Smoke { get; init; }

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new(["intake", "intake-delivered", "intake-cpu", "intake-duplicates", "intake-invalid"], Intake.RunAsync) { Smoke = true },
        new(["intake-sqlite"], SqliteIntake.RunAsync) { Only = EngineKind.Sqlite },
        new(["whole-road", "whole-road-cpu"], WholeRoad.RunAsync) { Smoke = true },
    ];
}
