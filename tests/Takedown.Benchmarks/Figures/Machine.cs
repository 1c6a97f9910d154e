using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Takedown.Benchmarks.Figures;

/// <summary>The machine a result was measured on.</summary>
internal sealed record Machine
{
    public required int Cores { get; init; }
    public required string Processor { get; init; }
    public required long MemoryMegabytes { get; init; }
    public required string Os { get; init; }
    public required string Runtime { get; init; }
    /// <summary>Load average of the minute before the run, which shows other activity on the machine.</summary>
    public required double? Load { get; init; }

    public static Machine Here() => new()
    {
        Cores = Environment.ProcessorCount,
        Processor = FirstLine("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        MemoryMegabytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20,
        Os = RuntimeInformation.OSDescription,
        Runtime = RuntimeInformation.FrameworkDescription,
        Load = File.Exists("/proc/loadavg")
            ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture)
            : null,
    };

    /// <summary>The commit of the working tree of this program, as described by git.</summary>
    public static string Commit()
    {
        try
        {
            using var git = Process.Start(
                new ProcessStartInfo("git", ["describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"])
                {
                    WorkingDirectory = AppContext.BaseDirectory,
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                })!;
            var said = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? said : "unknown";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }

    private static string? FirstLine(string path, string key) => !File.Exists(path) ? null : File.ReadLines(path)
        .FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal))?.Split(':', 2)[1].Trim();
}
