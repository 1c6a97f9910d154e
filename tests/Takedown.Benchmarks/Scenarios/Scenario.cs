using Takedown.Benchmarks.Engines;
using Takedown.Benchmarks.Figures;
using Takedown.Benchmarks.Pure;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>A measurement. It starts its own server and cleans up afterwards.</summary>
/// <param name="Names">Its figures; the name of any of them selects it.</param>
/// <param name="Run">Runs the measurement.</param>
internal sealed record Scenario(
    IReadOnlyList<string> Names, Func<Plan, CancellationToken, Task<IReadOnlyList<Figure>>> Run)
{
    /// <summary>The only database it applies to; null if it uses the selected one.</summary>
    public EngineKind? Only { get; init; }

    /// <summary>Whether it is part of the smoke run.</summary>
    public bool Smoke { get; init; }

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new(["intake", "intake-delivered", "intake-cpu", "intake-duplicates", "intake-invalid"], Intake.RunAsync)
        {
            Smoke = true,
        },
        new(["intake-sqlite"], SqliteIntake.RunAsync) { Only = EngineKind.Sqlite },
        new(["whole-road", "whole-road-cpu"], EndToEnd.RunAsync) { Smoke = true },
        new(["one-notice-200", "one-notice-200-p50"], OneNotice.SlowAsync) { Smoke = true },
        new(["one-notice-1000", "one-notice-1000-p50"], OneNotice.FastAsync),
        new(["single-posts", "single-posts-cpu"], SinglePosts.RunAsync),
        new(["bulk-responses"], BulkResponses.RunAsync),
        new(["breach-sweep", "breach-sweep-delivery"], BreachSweep.RunAsync),
        new(["recall", "recall-cpu", "recall-delivery"], Recall.RunAsync),
        new(["window-expiry", "window-expiry-cpu"], WindowExpiry.RunAsync),
        new(["herd", "herd-errors", "herd-rate"], Herd.RunAsync),
        new(
            [
                "overview", "platforms", "overview-1m", "platforms-1m", "list", "timeline", "results", "start",
                "regulator-overview", "regulator-ranking", "regulator-escalations",
                "regulator-cases", "regulator-form", "regulator-what-if",
                ConsoleReads.Lists, ConsoleReads.Home, ConsoleReads.Cold, ConsoleReads.Bytes,
            ],
            LargeStock.RunAsync) { Only = EngineKind.Postgres },
        new(
            [
                "record-intake", "record-intake-cpu", "record-whole-road", "record-whole-road-cpu", "record-lag",
            ],
            RecordRoad.RunAsync),
        new(["record-search", "record-facets", "record-fill"], PublicRecord.RunAsync),
        new(["memory"], Memory.RunAsync),
        new(["evidence-upload", "evidence-memory"], EvidenceFiles.RunAsync),
        new(PureRun.Names, PureRun.RunAsync),
    ];
}
