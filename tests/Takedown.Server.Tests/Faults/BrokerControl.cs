using System.Diagnostics;

namespace Takedown.Server.Tests.Faults;

/// <summary>
/// <c>rabbitmqctl</c> on the broker that <c>tests/engines</c> started: its environment names the node, and the server's
/// own user may reach it.
/// </summary>
internal static class BrokerControl
{
    private const string Tool = "/usr/lib/rabbitmq/bin/rabbitmqctl";

    public static void Run(params string[] arguments)
    {
        string[] asServer = Environment.UserName == "root"
            ? ["runuser", "-u", "rabbitmq", "--preserve-environment", "--", Tool] : [Tool];
        using var process = Process.Start(new ProcessStartInfo(asServer[0], [.. asServer[1..], "-q", .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            // Where the node keeps the cookie that lets it in.
            Environment = { ["HOME"] = Path.GetDirectoryName(Environment.GetEnvironmentVariable("RABBITMQ_PID_FILE")) },
        })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"rabbitmqctl {arguments[0]}: {said}");
    }
}
