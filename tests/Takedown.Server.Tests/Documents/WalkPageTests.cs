using System.Diagnostics;
using System.Text.RegularExpressions;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Documents;

/// <summary>
/// The walks of the page are what a newcomer types: its commands are run in one shell, from top to bottom, and what
/// each block prints is what the page says.
/// </summary>
public sealed partial class WalkPageTests
{
    private const string Key = "change-me-change-me-change-me-change-me";
    private const string Address = "http://127.0.0.1:5080";
    private const string Border = "=== the end of a block ===";
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Each_block_of_the_page_prints_what_the_page_says()
    {
        if (!OperatingSystem.IsLinux()) return;
        var blocks = Block().Matches(Page.At("contracts/walks/README.md").Text)
            .Select(m => (Commands: m.Groups["sh"].Value, Printed: m.Groups["text"].Value)).ToList();
        Assert.InRange(blocks.Count, 10, 30);
        var server = await TestServer.StartAsync(("Takedown:OperatorKey", Key));
        try
        {
            var script = "set -euo pipefail\n"
                + string.Concat(blocks.Select(b => $"{b.Commands}\necho '{Border}'\n"))
                    .Replace(Address, server.Address.ToString().TrimEnd('/'), StringComparison.Ordinal);
            Assert.Contains($"{server.Address}".TrimEnd('/'), script, StringComparison.Ordinal);
            var printed = (await RunAsync(script)).Split(Border + "\n");
            Assert.Equal([.. blocks.Select(b => b.Printed), ""], printed);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    /// <returns>What the shell printed, with its complaints where it did not come to the end.</returns>
    private static async Task<string> RunAsync(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-s"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var (output, errors) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.StandardInput.WriteAsync(script);
        shell.StandardInput.Close();
        try
        {
            await shell.WaitForExitAsync().WaitAsync(Timeout, TimeProvider.System);
        }
        finally
        {
            if (!shell.HasExited) shell.Kill(entireProcessTree: true);
        }
        return shell.ExitCode == 0 ? await output : $"{await output}ended with {shell.ExitCode}: {await errors}";
    }

    /// <summary>Commands, and what they print where something follows.</summary>
    [GeneratedRegex(
        @"^```sh\n(?<sh>.*?)^```\n(\n```text\n(?<text>.*?)^```\n)?",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, 2000)]
    private static partial Regex Block();
}
