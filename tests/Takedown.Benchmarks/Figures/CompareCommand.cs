using System.Text.Json;

namespace Takedown.Benchmarks.Figures;

/// <summary>
/// <c>compare old.json new.json</c>: lists the figures that became slower or faster by more than the spread of both
/// runs.
/// </summary>
internal static class CompareCommand
{
    /// <returns>The exit code: 2 if there is nothing to compare.</returns>
    public static int Run(string oldPath, string newPath, TextWriter output, TextWriter errors)
    {
        try
        {
            Write(Result.Read(oldPath), Result.Read(newPath), output);
            return 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            errors.WriteLine(error.Message);
            return 2;
        }
    }

    private static void Write(Result old, Result now, TextWriter output)
    {
        if (old.Machine with { Load = null } != now.Machine with { Load = null })
            output.WriteLine("The two runs are of different machines: compare the ratios.");
        output.WriteLine($"old: {old.Commit}, load {old.Machine.Load}; new: {now.Commit}, load {now.Machine.Load}");
        output.WriteLine(
            $"{"",-8}{"",-34}{"engine",-10}{"unit",-12}{"old",11}{"new",11}{"new/old",9}{"ratio was",11}{"is",8}");
        var all = Comparison.Of(old.Scenarios, now.Scenarios);
        foreach (var one in all.Where(c => c.Verdict is not Verdict.Same).OrderBy(c => c.Verdict))
            output.WriteLine(Line(one));
        output.WriteLine(
            $"{all.Count(c => c.Verdict is Verdict.Same)} of {all.Count} figures are the same within the spread.");
    }

    private static string Line(Comparison one)
    {
        var either = (one.New ?? one.Old)!;
        var word = one.Verdict switch
        {
            Verdict.Worse => "WORSE",
            Verdict.Better => "better",
            Verdict.Same => "same",
            Verdict.OnlyOld => "gone",
            Verdict.OnlyNew => "new",
        };
        return ($"{word,-8}{either.Name,-34}{either.Engine,-10}{either.Unit,-12}{Report.Number(one.Old?.Median),11}"
            + $"{Report.Number(one.New?.Median),11}"
            + $"{Report.Number(one.Factor),9}{Report.Number(one.Old?.Ratio),11}{Report.Number(one.New?.Ratio),8}")
                .TrimEnd();
    }
}
