using System.Collections.Concurrent;
using System.Globalization;

namespace Takedown.Faults.Schedule;

/// <summary>
/// The log of a run for diagnosing failures. Written while the run proceeds; <c>tests/faults</c> follows it.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly long started = TimeProvider.System.GetTimestamp();
    private readonly ConcurrentQueue<string> lines = new();
    private readonly ConcurrentQueue<string> faults = new();
    private readonly StreamWriter? file =
        Environment.GetEnvironmentVariable("TAKEDOWN_FAULTS_JOURNAL") is { Length: > 0 } path
            ? new StreamWriter(path) { AutoFlush = true }
            : null;

    public string Text => string.Join('\n', lines);

    /// <summary>Answers that no client should receive, whatever the state of database and broker.</summary>
    public IReadOnlyCollection<string> Faults => faults;

    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(started);

    public void Write(string line)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Elapsed.TotalSeconds,7:0.0} s  {line}");
        lock (lines)
        {
            lines.Enqueue(text);
            file?.WriteLine(text);
        }
    }

    public void Fault(string what)
    {
        faults.Enqueue(what);
        Write($"FAULT {what}");
    }

    public void Dispose() => file?.Dispose();
}
