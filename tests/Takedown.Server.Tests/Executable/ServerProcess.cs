using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Takedown.Server.Tests.Executable;

/// <summary>
/// The built server as a process of its own: it can be killed as by <c>kill -9</c> and started again on the same
/// database and port. Several may run side by side. The benchmarks use it too.
/// </summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    public const string OperatorKey = "operator-key-for-tests-and-benchmarks";

    /// <summary>Far above what a start takes even on a busy machine; what passes it hangs.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(3);

    private readonly StringBuilder output = new();
    private readonly HttpClient probe;
    private readonly ProcessStartInfo start;
    private Process? process;

    /// <param name="directory">Working directory; the database lies there unless the settings say otherwise.</param>
    /// <param name="settings">
    /// In environment form, such as <c>Takedown__Sandbox</c>; null removes one given here.
    /// </param>
    public ServerProcess(string directory, params IEnumerable<(string Name, string? Value)> settings)
    {
        Address = new Uri($"http://127.0.0.1:{FreePort()}");
        probe = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        start =
            new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Takedown.Server"), ["--urls", $"{Address}"])
            {
                WorkingDirectory = directory,
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
        // What the machine happens to have set is no part of the test.
        foreach (var name in start.Environment.Keys.Where(IsOurs).ToList()) start.Environment.Remove(name);
        start.Environment["Takedown__OperatorKey"] = OperatorKey;
        start.Environment["Takedown__Database__ConnectionString"] =
            $"Data Source={Path.Combine(directory, "takedown.db")}";
        foreach (var (name, value) in settings) start.Environment[name] = value;
    }

    public Uri Address { get; }

    /// <summary>The arguments of the next start.</summary>
    public IList<string> Arguments => start.ArgumentList;

    /// <summary>Everything written to both outputs by all starts so far.</summary>
    public string Output
    {
        get
        {
            lock (output) return output.ToString();
        }
    }

    public int ProcessId => Running.Id;

    /// <summary>Processor time spent since the last start.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            Running.Refresh();
            return Running.TotalProcessorTime;
        }
    }

    /// <summary>The most memory that the process ever had, in bytes.</summary>
    public long PeakMemory => File.ReadLines($"/proc/{Running.Id}/status")
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.AsSpan(6, line.Length - 9), CultureInfo.InvariantCulture) << 10).Single();

    private Process Running => process ?? throw new InvalidOperationException("The server was not started.");

    public void Start()
    {
        process?.Dispose();
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Starts and waits for <c>/healthz/ready</c>.</summary>
    public async Task StartReadyAsync()
    {
        Start();
        await Eventually.TrueAsync(IsReadyAsync, Timeout, "the server to be ready");
    }

    /// <summary>
    /// Ends the process between two instructions, as a power cut or the kernel's memory killer would.
    /// </summary>
    public async Task KillAsync()
    {
        Running.Kill();
        await ExitAsync(Timeout);
    }

    /// <summary>Asks for an orderly end (SIGTERM).</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync(TimeSpan timeout)
    {
        const int terminate = 15;
        if (SendSignal(Running.Id, terminate) != 0)
            throw new InvalidOperationException("The server could not be signalled.");
        return await ExitAsync(timeout);
    }

    /// <returns>The exit code, once the process ended by itself.</returns>
    public async Task<int> ExitAsync(TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout, TimeProvider.System);
        try
        {
            await Running.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"The server did not end within {timeout}. Its output:\n{Output}", late);
        }
        return Running.ExitCode;
    }

    public HttpClient Client(string key = OperatorKey) => new()
    {
        BaseAddress = Address,
        Timeout = TimeSpan.FromMinutes(5),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    };

    public async ValueTask DisposeAsync()
    {
        probe.Dispose();
        if (process is null) return;
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }

    private async Task<bool> IsReadyAsync()
    {
        if (Running.HasExited)
            throw new InvalidOperationException($"The server ended with {Running.ExitCode}. Its output:\n{Output}");
        try
        {
            using var answer = await probe.GetAsync("/healthz/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (output) output.AppendLine(line);
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("Takedown__", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("OTEL_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_ENVIRONMENT", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// A port nobody listens on, below the range from which the system gives out ports to connections: one of those
    /// could take it while the server is down between two starts. So could a server of another suite, which is why the
    /// port is held at another loopback address as long as this process runs.
    /// </summary>
    private static int FreePort()
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(l => l.Port).ToHashSet();
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            if (!taken.Contains(port) && IsOursNow(port)) return port;
        }
    }

    private static readonly ConcurrentBag<Socket> Held = [];

    private static bool IsOursNow(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), port));
            Held.Add(socket);
            return true;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            // Where there is no such address, nothing can be held.
            return e.SocketErrorCode is SocketError.AddressNotAvailable;
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}

/// <summary>A directory that goes away with its user.</summary>
internal sealed class Scratch : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("takedown-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

/// <summary>Waits for what becomes true by itself.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task TrueAsync(Func<Task<bool>> holds, TimeSpan timeout, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            if (TimeProvider.System.GetElapsedTime(started) > timeout)
            {
                throw new TimeoutException(
                    string.Create(CultureInfo.InvariantCulture, $"Waited {timeout} for {what}."));
            }
            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
