using System.Collections.Concurrent;
using System.Globalization;

namespace Takedown.Faults.Schedule;

/// <summary>An answer of 503 and when it came.</summary>
internal sealed record Refusal(TimeSpan At, string What);

/// <summary>
/// The log of a run for diagnosing failures. Written while the run proceeds; <c>tests/faults</c> follows it.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const int Shown = 20;

    private readonly long started = TimeProvider.System.GetTimestamp();
    private readonly ConcurrentQueue<string> lines = new();
    private readonly ConcurrentQueue<string> faults = new();
    private readonly ConcurrentQueue<Refusal> refusals = new();
    private readonly StreamWriter? file =
        Environment.GetEnvironmentVariable("TAKEDOWN_FAULTS_JOURNAL") is { Length: > 0 } path
            ? new StreamWriter(path) { AutoFlush = true }
            : null;

    public string Text => string.Join('\n', lines);

    /// <summary>Answers that no client should receive, whatever the state of database and broker.</summary>
    public IReadOnlyCollection<string> Faults => faults;

    /// <summary>The answers of 503: a client may get them in a long outage, and must come again.</summary>
    public IReadOnlyCollection<Refusal> Refusals => refusals;

    /// <summary>Each batch from its sending to its answer.</summary>
    public Pace Posts { get; } = new();

    /// <summary>From one arrival of notices in a pulled inbox to the next.</summary>
    public Pace Deliveries { get; } = new();

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
        if (faults.Count > Shown) return;
        Write($"FAULT {what}");
        if (faults.Count == Shown) Write("further faults are not shown");
    }

    public void Refuse(string what) => refusals.Enqueue(new(Elapsed, what));

    public void Dispose() => file?.Dispose();
}
