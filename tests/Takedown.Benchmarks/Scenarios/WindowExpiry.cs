using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Takedown.Benchmarks.Figures;
using Takedown.Benchmarks.Topology;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Benchmarks.Scenarios;

/// <summary>
/// The counter windows of 100,000 removed notices (20,000 in the brief form) end at once: each becomes due for its
/// restoration, and its strike is void.
/// </summary>
internal static class WindowExpiry
{
    private const int BatchSize = 10_000;

    /// <summary>Notices that one counter-notice names.</summary>
    private const int Together = 1000;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BeyondTheWindow = TimeSpan.FromDays(40);

    public static async Task<IReadOnlyList<Figure>> RunAsync(Plan plan, CancellationToken stop)
    {
        var notices = plan.Brief ? 20_000 : 100_000;
        await using var load = await Load.OpenAsync(plan.Engine, new() { Sandbox = true });
        var turns = new Turns(plan.Engine);
        var ahead = TimeSpan.Zero;
        await ClosedLoop.WarmAsync(load, stop);
        await turns.RepeatColdAsync(plan.LongRepetitions, async () =>
        {
            await load.SendAsync(load.Make(notices / BatchSize, BatchSize), stop);
            await Task.WhenAll(load.Receivers.Select(r => AnswerAsync(r, notices / load.Receivers.Count, stop)));
            await load.Engine.SettleAsync();
            var (spent, started) = (load.ServerTime, Stopwatch.GetTimestamp());
            await load.Engine.MoveClockAsync(ahead += BeyondTheWindow);
            while (await load.Engine.CountAsync(NoticeState.AwaitingClaimant) > 0)
                await Task.Delay(Look, TimeProvider.System, stop);
            turns.Keep("window-expiry", Stopwatch.GetElapsedTime(started).TotalSeconds);
            turns.Keep("window-expiry-cpu", (load.ServerTime - spent).TotalMicroseconds / notices);
        }, stop);
        return
        [
            turns.FigureOf("window-expiry", "s", Better.Lower, target: 20,
                note: string.Create(CultureInfo.InvariantCulture, $"{notices:N0} windows end at once")),
            turns.FigureOf("window-expiry-cpu", "µs/notice", Better.Lower),
        ];
    }

    /// <summary>Removes the next notices, and says against each that it was wrong.</summary>
    private static async Task AnswerAsync(Platform platform, int count, CancellationToken stop)
    {
        for (var left = count; left > 0;)
        {
            var page = await platform.ReadAsync(stop);
            if (page.Count == 0) continue;
            await platform.RespondAsync(Platform.Removal(page), page.Count, stop);
            foreach (var some in page.Chunk(Together))
            {
                using var answer = await platform.Party.Http.PostAsJsonAsync(
                    "/v1/counter-notices", Said([.. some.Select(i => i.NoticeId)]),
                    TakedownJson.Default.CounterNoticeInput, stop);
                answer.EnsureSuccessStatusCode();
                var view = (await answer.Content.ReadFromJsonAsync(TakedownJson.Default.CounterNoticeView, stop))!;
                if (view.Notices.FirstOrDefault(n => n.State is not NoticeState.AwaitingClaimant) is { } other)
                    throw new InvalidOperationException($"A counter-notice was not applied: {other}");
            }
            left -= page.Count;
        }
    }

    private static CounterNoticeInput Said(IReadOnlyList<Guid> notices) => new()
    {
        NoticeIds = notices,
        Accused = new()
        {
            Name = "Wang Wei", Email = "wang@user.example", Phone = "+86 10 5555 0100", Address = "2 Lake Road",
        },
        Statements = ["not-infringing", "truth"],
        Explanation = "It is my own recording.",
        Evidence = [new() { Kind = "contract", Sha256 = new string('a', 64) }],
    };
}
