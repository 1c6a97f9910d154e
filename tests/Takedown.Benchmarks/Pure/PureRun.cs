using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Takedown.Benchmarks.Figures;
using Takedown.Benchmarks.Scenarios;
using Takedown.Server.Tests.Executable;

namespace Takedown.Benchmarks.Pure;

/// <summary>
/// Runs <see cref="PureParts"/> with BenchmarkDotNet, in this process and with few iterations, and takes over its
/// statistics.
/// </summary>
internal static class PureRun
{
    private static readonly string[] Parts =
        [
            nameof(PureParts.Canonicalise),
            nameof(PureParts.Validate),
            nameof(PureParts.Parse),
            nameof(PureParts.Transition),
            nameof(PureParts.WorkingDays),
            nameof(PureParts.Publish),
        ];

    public static IReadOnlyList<string> Names { get; } =
        [.. Parts.SelectMany(p => new[] { NameOf(p), $"{NameOf(p)}-bytes" })];

    public static Task<IReadOnlyList<Figure>> RunAsync(Plan plan, CancellationToken stop) => Task.Run(Run, stop);

    private static IReadOnlyList<Figure> Run()
    {
        using var scratch = new Scratch();
        var log = new AccumulationLogger();
        var summary = BenchmarkRunner.Run<PureParts>(ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(log)
            .WithArtifactsPath(scratch.Path)
            .WithOptions(ConfigOptions.DisableLogFile));
        if (summary.Reports.Length != Parts.Length || summary.Reports.Any(r => r.ResultStatistics is null))
        {
            throw new InvalidOperationException($"BenchmarkDotNet did not measure everything:\n{log.GetLog()}");
        }
        return [.. summary.Reports.SelectMany(FiguresOf)];
    }

    private static IEnumerable<Figure> FiguresOf(BenchmarkReport report)
    {
        var name = NameOf(report.BenchmarkCase.Descriptor.WorkloadMethod.Name);
        yield return Figure.Of(name, "none", "ns/op", Better.Lower, report.ResultStatistics!.OriginalValues);
        var bytes = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
        yield return Figure.Of($"{name}-bytes", "none", "B/op", Better.Lower, [bytes], note: "allocated");
    }

    private static string NameOf(string method) => $"pure-{method.ToLower(CultureInfo.InvariantCulture)}";
}
