using System.Diagnostics;

namespace Takedown.Benchmarks;

/// <summary>Notices a second answered <c>accepted</c> in NDJSON batches of 10,000, beside the bare loop of the same rows in the same run.</summary>
internal static class Intake
{
    private const int BatchSize = 10_000;
    private const int Batches = 8;
    private const int Repetitions = 5;

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken stop)
    {
        await using var field = await Field.OpenAsync();
        using var bare = new BareInserts(field.Directory);
        List<double> bareRates = [], rates = [], costs = [];
        // The first turn warms up both.
        for (var turn = 0; turn <= Repetitions; turn++)
        {
            stop.ThrowIfCancellationRequested();
            var batches = Enumerable.Range(0, Batches).Select(i => field.Senders[i % field.Senders.Count].Make(BatchSize)).ToList();
            var bareRate = bare.Run([.. batches.SelectMany(b => b.Lines)]);
            var spent = field.ServerTime;
            var started = Stopwatch.GetTimestamp();
            await field.SendAsync(batches, stop);
            var rate = Batches * BatchSize / Stopwatch.GetElapsedTime(started).TotalSeconds;
            await field.DeliveredAsync(stop);
            var cost = (field.ServerTime - spent).TotalMicroseconds / (Batches * BatchSize);
            if (turn == 0) continue;
            bareRates.Add(bareRate);
            rates.Add(rate);
            costs.Add(cost);
        }
        return
        [
            new("bare prepared-insert loop", "rows/s", bareRates),
            new("accepted over HTTP", "notices/s", rates),
            new("server's processor time until delivered", "µs/notice", costs),
            new("accepted over bare", "ratio", [.. rates.Zip(bareRates, (r, b) => r / b)], ">= 0.4"),
        ];
    }
}
