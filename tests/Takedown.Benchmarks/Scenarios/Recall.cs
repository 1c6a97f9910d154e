using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Takedown.Benchmarks.Figures;
using Takedown.Benchmarks.Topology;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>
/// A batch of 100,000 notices (20,000 in the brief form, or <c>--stock</c>), half of them removed, is recalled in one
/// call while new notices arrive.
/// </summary>
internal static class Recall
{
    private const int Warm = 4000;
    private const int Rate = 50;
    private const int SecondsBefore = 20;
    private const int MostSecondsMeanwhile = 60;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    public static async Task<IReadOnlyList<Figure>> RunAsync(Plan plan, CancellationToken stop)
    {
        var notices = plan.Stock ?? (plan.Brief ? 20_000 : 100_000);
        await using var load = await Load.OpenAsync(plan.Engine, new() { Claimants = 1 });
        var turns = new Turns(plan.Engine);
        await ClosedLoop.WarmAsync(load, stop);
        // The first recall of a process is compiled while it runs.
        await RecallAsync(load, await HalfRemovedAsync(load, Warm, stop), stop);
        await turns.RepeatColdAsync(plan.LongRepetitions, async () =>
        {
            var batch = await HalfRemovedAsync(load, notices, stop);
            await load.Engine.SettleAsync();
            await using var arrivals = new Arrivals(load.Receivers, stop);
            var before = load.MakeSingles(Rate * SecondsBefore);
            turns.KeepQuantile(
                "before", await OpenLoop.RunAsync(before, Rate, arrivals, CancellationToken.None, stop), 0.99);

            var meanwhile = load.MakeSingles(Rate * MostSecondsMeanwhile);
            using var done = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var deliveries = OpenLoop.RunAsync(meanwhile, Rate, arrivals, done.Token, stop);
            var (spent, started) = (load.ServerTime, Stopwatch.GetTimestamp());
            var recall = await RecallAsync(load, batch, stop);
            turns.Keep("recall", Stopwatch.GetElapsedTime(started).TotalSeconds);
            turns.Keep("recall-cpu", (load.ServerTime - spent).TotalMicroseconds / notices);
            if (recall.Withdrawn + recall.RestoreDue != notices)
                throw new InvalidOperationException($"Of {notices} notices not all were taken back: {recall}");
            await done.CancelAsync();
            var times = await deliveries;
            turns.KeepQuantile("recall-delivery", times, 0.99);
            load.Expect([.. before, .. meanwhile.Take(times.Length)]);
        }, stop);
        var note = string.Create(CultureInfo.InvariantCulture, $"{notices:N0} notices, half of them removed");
        return
        [
            turns.FigureOf("recall", "s", Better.Lower, target: plan.Stock is null ? 30 : null, note: note),
            turns.FigureOf("recall-cpu", "µs/notice", Better.Lower, note: "with the notices that arrive meanwhile"),
            turns.FigureOf(
                "recall-delivery", "ms", Better.Lower, "before", 2, "p99 of new notices meanwhile, against before"),
        ];
    }

    private static async Task<Guid> HalfRemovedAsync(Load load, int notices, CancellationToken stop)
    {
        await load.SendAsync(load.Make(1, notices), stop);
        var batch = await NewestAsync(load, notices, stop);
        foreach (var receiver in load.Receivers)
            await receiver.RemoveAsync(notices / load.Receivers.Count / 2, stop);
        await load.DeliveredAsync(stop);
        return batch;
    }

    private static async Task<Guid> NewestAsync(Load load, int notices, CancellationToken stop)
    {
        var page = await load.Senders[0].Party.Http.GetFromJsonAsync(
            "/v1/batches?limit=1000", TakedownJson.Default.PageBatchView, stop);
        // Newest first.
        return page!.Items.First(b => b.Accepted == notices).Id!.Value;
    }

    private static async Task<RecallView> RecallAsync(Load load, Guid batch, CancellationToken stop)
    {
        var http = load.Senders[0].Party.Http;
        using var answer = await http.PostAsJsonAsync(
            "/v1/recalls", new() { BatchId = batch }, TakedownJson.Default.RecallInput, stop);
        answer.EnsureSuccessStatusCode();
        var recall = (await answer.Content.ReadFromJsonAsync(TakedownJson.Default.RecallView, stop))!;
        while (recall.State is RecallState.Running)
        {
            await Task.Delay(Look, TimeProvider.System, stop);
            recall = (await http.GetFromJsonAsync(
                $"/v1/recalls/{recall.Id}", TakedownJson.Default.RecallView, stop))!;
        }
        return recall;
    }
}
