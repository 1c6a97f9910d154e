using System.Diagnostics;

namespace Takedown.Benchmarks;

/// <summary>From the first byte sent to the last <c>removed</c>: accepted, delivered, acknowledged and removed, all going on at once.</summary>
internal static class WholeRoad
{
    private const int BatchSize = 10_000;
    private const int Batches = 4;
    private const int Repetitions = 3;

    public static async Task<IReadOnlyList<Figure>> RunAsync(CancellationToken stop)
    {
        await using var field = await Field.OpenAsync();
        using var bare = new BareInserts(field.Directory);
        List<double> bareRates = [], rates = [], costs = [];
        for (var turn = 0; turn <= Repetitions; turn++)
        {
            stop.ThrowIfCancellationRequested();
            var batches = Enumerable.Range(0, Batches).Select(i => field.Senders[i % field.Senders.Count].Make(BatchSize)).ToList();
            var bareRate = bare.Run([.. batches.SelectMany(b => b.Lines)]);
            const long each = (long)Batches * BatchSize;
            var spent = field.ServerTime;
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll([
                field.SendAsync(batches, stop),
                .. field.Receivers.Select(r => r.RemoveAsync(each / field.Receivers.Count, stop))]);
            var rate = each / Stopwatch.GetElapsedTime(started).TotalSeconds;
            var cost = (field.ServerTime - spent).TotalMicroseconds / each;
            if (turn == 0) continue;
            bareRates.Add(bareRate);
            rates.Add(rate);
            costs.Add(cost);
        }
        return
        [
            new("bare prepared-insert loop", "rows/s", bareRates),
            new("accepted, delivered, acknowledged, removed", "notices/s", rates),
            new("server's processor time", "µs/notice", costs),
            new("whole road over bare", "ratio", [.. rates.Zip(bareRates, (r, b) => r / b)]),
        ];
    }
}
