namespace Takedown.Benchmarks.Topology;

/// <summary>Single notices from many clients, each of which waits for the answer before it sends the next.</summary>
internal static class ClosedLoop
{
    private const int Clients = 64;

    /// <summary>
    /// Number of notices after which the runtime has optimised all code on their path; before that, compilation would
    /// fall into the measurement.
    /// </summary>
    public const int UntilWarm = 16_000;

    public static async Task RunAsync(IReadOnlyList<Batch> notices, CancellationToken stop)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (Interlocked.Increment(ref next) is var i && i < notices.Count)
                await notices[i].Sender.SendAsync(notices[i], stop);
        }));
    }

    /// <summary>Sends single notices until the server is warm, and waits until they are delivered.</summary>
    public static async Task WarmAsync(Load load, CancellationToken stop)
    {
        var notices = load.MakeSingles(UntilWarm);
        await RunAsync(notices, stop);
        load.Expect(notices);
        await load.DeliveredAsync(stop);
    }
}
