using Takedown.Benchmarks.Figures;
using Takedown.Benchmarks.Topology;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>Single notices from 64 clients that each wait for the answer, compared with single-row commits.</summary>
internal static class SinglePosts
{
    private const int Notices = 6400;
    private const int Repetitions = 3;

    public static async Task<IReadOnlyList<Figure>> RunAsync(Plan plan, CancellationToken stop)
    {
        await using var load = await Load.OpenAsync(plan.Engine);
        await using var bare = await load.Engine.BareCommitsAsync();
        var turns = new Turns(plan.Engine);
        await ClosedLoop.WarmAsync(load, stop);
        await turns.RepeatColdAsync(Repetitions, async () =>
        {
            var notices = load.MakeSingles(Notices);
            turns.Keep("bare", await bare.RunAsync([.. notices.Select(n => n.Lines[0])], stop));
            var spent = load.ServerTime;
            await turns.RateAsync("single-posts", Notices, () => ClosedLoop.RunAsync(notices, stop));
            load.Expect(notices);
            await load.DeliveredAsync(stop);
            turns.Keep("single-posts-cpu", (load.ServerTime - spent).TotalMicroseconds / Notices);
        }, stop);
        return
        [
            turns.FigureOf("single-posts", "notices/s", Better.Higher, "bare", 0.5),
            turns.FigureOf(
                "single-posts-cpu", "µs/notice", Better.Lower, note: "the server's processor time until delivered"),
        ];
    }
}
