using System.Globalization;
using System.Net.Http.Json;
using Takedown.Benchmarks.Figures;
using Takedown.Benchmarks.Topology;
using Takedown.Contracts.Json;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>
/// Peak memory of the server process while one client sends 1,000,000 notices as one batch, others send single notices,
/// and all platforms read them. One run only: a second one in the same process would show the same peak.
/// </summary>
internal static class Memory
{
    private const int Rate = 20;
    private const int MostSeconds = 400;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Plan plan, CancellationToken stop)
    {
        var count = plan.Brief ? 200_000 : 1_000_000;
        await using var load = await Load.OpenAsync(plan.Engine);
        // Read by one client for each platform, a single notice comes after what was delivered before it.
        await using (var arrivals = new Arrivals(load.Receivers, stop, TimeSpan.FromSeconds(MostSeconds)))
        {
            using var stored = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var others = OpenLoop.RunAsync(load.MakeSingles(Rate * MostSeconds), Rate, arrivals, stored.Token, stop);
            // A claimant number that is not in use, so that none of these notices is a duplicate of another.
            using var body = new StreamedBatch(count, load.Senders.Count, load.Hosts);
            using var answer = await load.Senders[0].Party.Http.PostAsync("/v1/batches", body, stop);
            answer.EnsureSuccessStatusCode();
            var view = await answer.Content.ReadFromJsonAsync(TakedownJson.Default.BatchView, stop);
            if (view!.Accepted != count)
                throw new InvalidOperationException($"Only {view.Accepted} of {count} notices were accepted.");
            await stored.CancelAsync();
            await others;
        }
        var note = string.Create(CultureInfo.InvariantCulture, $"peak resident, one batch of {count:N0}");
        return [Figure.Of(
            "memory", Turns.EngineName(plan.Engine), "MB", Better.Lower, [load.ServerPeakBytes / 1e6], target: 400,
            note: note)];
    }
}
