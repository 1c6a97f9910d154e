using Takedown.Server.App;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Demo;

/// <summary>The real executable, as a newcomer starts it, with its output in a pipe.</summary>
[Trait("Database", "unused")]
public sealed partial class DemoTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("takedown-demo-");

    public void Dispose() => folder.Delete(recursive: true);

    [SqliteFact]
    public async Task The_demo_comes_to_escalations_and_ends_cleanly_on_an_interrupt()
    {
        using var demo = Start("--demo", "--urls", "http://127.0.0.1:0");
        var errors = demo.StandardError.ReadToEndAsync();
        try
        {
            await ReadUntilAsync(demo, line => line.Contains("Swagger: http://127.0.0.1:", StringComparison.Ordinal));
            using var regulator = await SignInAsync(demo, "regulator");
            Assert.Contains("李明", (await regulator.GetAsync("/console")).Must(200).One(".who").TextContent,
                StringComparison.Ordinal);
            foreach (var role in new[] { "regulator", "claimant", "platform", "operator" })
            {
                using var other = await SignInAsync(demo, role);
                (await other.GetAsync("/console")).Must(200);
            }
            await ReadUntilAsync(demo, line => Number(Escalations(), line) > 0 && Number(Removed(), line) > 0);
            Interrupt(demo);
            await ReadUntilAsync(demo, line => line.StartsWith("Demo ended.", StringComparison.Ordinal));
            await demo.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
            Assert.Equal("", await errors);
            Assert.Equal(0, demo.ExitCode);
        }
        finally
        {
            if (!demo.HasExited) demo.Kill(entireProcessTree: true);
            await demo.WaitForExitAsync();
        }
    }

    [SqliteFact]
    public async Task A_second_demo_leaves_the_files_of_the_first_alone()
    {
        Directory.CreateDirectory(Path.Combine(folder.FullName, "data"));
        var path = Path.Combine(folder.FullName, "data");
        await File.WriteAllTextAsync(Path.Combine(path, "demo.db"), "the first one's");
        await using var first =
            new FileStream(Path.Combine(path, "demo.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        using var second = Start("--demo", "--urls", "http://127.0.0.1:0");
        await second.WaitForExitAsync().WaitAsync(Timeout, TimeProvider.System);

        Assert.Equal(2, second.ExitCode);
        Assert.Contains(
            "runs in this directory already", await second.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal("the first one's", await File.ReadAllTextAsync(Path.Combine(path, "demo.db")));
    }

    private Process Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(TakedownServer).Assembly.Location, .. args])
        {
            UseShellExecute = false,
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start)!;
    }

    /// <summary>By the next link of a role, as a reader would click it.</summary>
    private static async Task<Browser> SignInAsync(Process demo, string role)
    {
        var line = "";
        await ReadUntilAsync(demo, l => (line = l).TrimStart().StartsWith(role + " ", StringComparison.Ordinal));
        var link = new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..]);
        var browser = new Browser(link);
        (await browser.GetAsync(link.AbsolutePath)).MustLeadTo("/console");
        return browser;
    }

    private static async Task ReadUntilAsync(Process process, Func<string, bool> found)
    {
        var seen = new List<string>();
        using var limit = new CancellationTokenSource(Timeout, TimeProvider.System);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                seen.Add(line);
                if (found(line)) return;
            }
        }
        catch (OperationCanceledException)
        {
            // Told below, with what was seen.
        }
        Assert.Fail("Not seen in time. The output:" + Environment.NewLine + string.Join(Environment.NewLine, seen));
    }

    /// <summary>What Ctrl-C sends; .NET itself can only kill.</summary>
    private static void Interrupt(Process process)
    {
        using var kill =
            Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -INT {process.Id}")]);
        kill.WaitForExit();
    }

    private static int Number(Regex pattern, string line) =>
        pattern.Match(line) is { Success: true } match
            ? int.Parse(match.Groups["n"].Value, CultureInfo.InvariantCulture)
            : 0;

    [GeneratedRegex(@"escalations (?<n>\d+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Escalations();

    [GeneratedRegex(@"removed (?<n>\d+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Removed();
}
