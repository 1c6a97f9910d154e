using Takedown.Benchmarks.Figures;

namespace Takedown.Benchmarks;

/// <summary>Runs the selected scenarios in sequence and reports their figures.</summary>
internal static class Run
{
    /// <returns>Whether every scenario could be measured.</returns>
    public static async Task<bool> AllAsync(Arguments arguments, CancellationToken stop)
    {
        var result = new Result
        {
            Machine = Machine.Here(),
            Commit = Machine.Commit(),
            At = TimeProvider.System.GetUtcNow(),
            Scenarios = [],
        };
        var figures = new List<Figure>();
        var whole = true;
        Report.Write(Console.Out, result.Machine, result.Commit);
        Report.WriteHeader(Console.Out);
        foreach (var scenario in arguments.Chosen)
        {
            try
            {
                var measured = await scenario.Run(
                    new(scenario.Only ?? arguments.Engine, arguments.Brief, arguments.Stock), stop);
                foreach (var figure in measured) Report.Write(Console.Out, figure);
                figures.AddRange(measured);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                whole = false;
                break;
            }
            catch (Exception error)
            {
                // The remaining scenarios are still measured, and the figures so far are kept.
                whole = false;
                await Console.Error.WriteLineAsync($"{scenario.Names[0]} could not be measured: {error}");
            }
        }
        if (arguments.Out is { } path) (result with { Scenarios = figures }).Write(path);
        return whole;
    }
}
