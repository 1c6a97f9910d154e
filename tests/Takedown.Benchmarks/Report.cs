using System.Globalization;
using System.Runtime.InteropServices;

namespace Takedown.Benchmarks;

/// <summary>Figures for a terminal.</summary>
internal static class Report
{
    public static void WriteMachine(TextWriter output) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}; client and server share the machine"));

    public static void Write(TextWriter output, IEnumerable<Figure> figures)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {"",-58}{"median",12}{"min",12}{"max",12}"));
        foreach (var figure in figures)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {$"{figure.Name}, {figure.Unit}",-58}{Number(figure.Median),12}{Number(figure.Samples.Min()),12}{Number(figure.Samples.Max()),12}  {figure.Aim}")
                .TrimEnd());
        }
    }

    private static string Number(double value) => value.ToString(value < 10 ? "0.00" : value < 1000 ? "0.0" : "#,##0", CultureInfo.InvariantCulture);
}
