using System.Globalization;
using System.Net.Http.Json;
using Takedown.Benchmarks.Figures;
using Takedown.Benchmarks.Topology;
using Takedown.Contracts.Json;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>
/// The most memory the server's process ever held while one client sends 1,000,000 notices as one batch, others send
/// single ones, and all platforms read what comes. One run: a second one in the same process could only show the same
/// peak.
/// </summary>
internal static class Memory
{
    private const int Rate = 20;
    private const int MostSeconds = 400;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Plan plan, CancellationToken stop)
    {
        var count = plan.Brief ? 200_000 : 1_000_000;
        await using var field = await Field.OpenAsync(plan.Engine);
        await using (var arrivals = new Arrivals(field.Receivers, stop))
        {
            using var stored = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var others = OpenLoop.RunAsync(field.MakeSingles(Rate * MostSeconds), Rate, arrivals, stored.Token, stop);
            // A number no claimant has: none of these is a duplicate of what the others send.
            using var body = new StreamedBatch(count, field.Senders.Count, field.Hosts);
            using var answer = await field.Senders[0].Party.Http.PostAsync("/v1/batches", body, stop);
            answer.EnsureSuccessStatusCode();
            var view = await answer.Content.ReadFromJsonAsync(TakedownJson.Default.BatchView, stop);
            if (view!.Accepted != count)
                throw new InvalidOperationException($"Only {view.Accepted} of {count} notices were accepted.");
            await stored.CancelAsync();
            await others;
        }
        var note = string.Create(CultureInfo.InvariantCulture, $"peak resident, one batch of {count:N0}");
        return [Figure.Of(
            "memory", Turns.EngineName(plan.Engine), "MB", Better.Lower, [field.ServerPeakBytes / 1e6], target: 400,
            note: note)];
    }
}
