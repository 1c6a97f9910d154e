using System.Globalization;

namespace Takedown.Benchmarks.Figures;

/// <summary>Formats figures for a terminal.</summary>
internal static class Report
{
    public static void Write(TextWriter output, Machine machine, string commit) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{machine.Cores} cores ({machine.Processor}), {machine.MemoryMegabytes} MB, {machine.Os}, "
                + $"{machine.Runtime}, load {machine.Load}; {commit}; clients, server and engines share the machine"));

    public static void WriteHeader(TextWriter output) => output.WriteLine(
        $"{"",-34}{"engine",-10}{"unit",-12}{"median",11}{"min",11}{"max",11}{"limit",11}{"ratio",8}{"target",11}");

    public static void Write(TextWriter output, Figure f)
    {
        var target = f.Target is { } aim ? $"{(f.Better is Better.Higher ? ">=" : "<=")} {Number(aim)}" : "";
        var met = f.Met switch { true => "met", false => "MISSED", null => "" };
        output.WriteLine(
            ($"{f.Name,-34}{f.Engine,-10}{f.Unit,-12}{Number(f.Median),11}{Number(f.Min),11}{Number(f.Max),11}"
                + $"{Number(f.Limit),11}{Number(f.Ratio),8}{target,11}  {met,-6}  {f.Note}").TrimEnd());
    }

    public static string Number(double? value) => value is not { } number ? "" : number.ToString(
        Math.Abs(number) < 10 ? "0.00" : Math.Abs(number) < 1000 ? "0.0" : "#,##0", CultureInfo.InvariantCulture);
}
