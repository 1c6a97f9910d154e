using System.Net.Http.Json;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;

namespace Takedown.Benchmarks.Topology;

/// <summary>
/// The first 10,000 notices of a stock, all sent through the API: six days of a sandbox, on each of which some notices
/// are removed, some only acknowledged, and the rest breached and escalated the next day.
/// </summary>
internal static class FirstStock
{
    public const int Notices = 10_000;

    /// <summary>Size of the first batch, large enough for a deep page.</summary>
    private const int Large = 5000;
    private const int Small = 1000;

    /// <summary>Batches without a valid notice, so that the first two pages of batches are as long as with a
    /// large stock.</summary>
    private const int Refused = 110;

    public static async Task FillAsync(Load load, CancellationToken stop)
    {
        await load.SendAsync(
            [.. Enumerable.Range(0, Refused).Select(_ => load.Senders[0].Make(1, invalidOfTen: 10))], stop);
        for (var sent = 0; sent < Notices;)
        {
            if (sent > 0) await AdvanceADayAsync(load, stop);
            var batch = load.Senders[sent / Small % load.Senders.Count].Make(sent == 0 ? Large : Small);
            await load.SendAsync([batch], stop);
            await Task.WhenAll(load.Receivers.Select((p, i) => AnswerAsync(p, batch.Valid[i], stop)));
            sent += batch.Count;
        }
        while (await CountedAsync(load, stop) < Notices)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, stop);
    }

    private static async Task AnswerAsync(Platform platform, int count, CancellationToken stop)
    {
        var items = new List<ItemGlance>();
        while (items.Count < count) items.AddRange(await platform.ReadAsync(stop));
        var acknowledged = items.Where((_, i) => i % 10 < 6).ToList();
        var removed = items.Where((_, i) => i % 10 < 4).ToList();
        await platform.RespondAsync(Platform.Acknowledgement(acknowledged), acknowledged.Count, stop);
        await platform.RespondAsync(Platform.Removal(removed), removed.Count, stop);
    }

    private static async Task AdvanceADayAsync(Load load, CancellationToken stop)
    {
        using var answer = await load.Operator.PostAsJsonAsync(
            "/v1/sandbox/clock", new ClockAdvance { Advance = TimeSpan.FromDays(1) }, TakedownJson.Default.ClockAdvance,
            stop);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The number of notices in the compliance counters.</summary>
    public static async Task<long> CountedAsync(Load load, CancellationToken stop)
    {
        using var overview =
            JsonDocument.Parse(await load.Regulator.Http.GetByteArrayAsync("/v1/compliance/overview", stop));
        return overview.RootElement.GetProperty("received").GetInt64();
    }
}
