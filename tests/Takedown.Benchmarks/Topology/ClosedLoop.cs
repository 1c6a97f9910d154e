namespace Takedown.Benchmarks.Topology;

/// <summary>Single notices of many clients, each of whom waits for its answer before it sends the next.</summary>
internal static class ClosedLoop
{
    private const int Clients = 64;

    /// <summary>
    /// What the runtime needs to have compiled well whatever one notice touches; before that it does so in the middle
    /// of what is measured.
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

    /// <summary>
    /// Sends single notices until a server has seen enough of them, and waits until they are delivered.
    /// </summary>
    public static async Task WarmAsync(Field field, CancellationToken stop)
    {
        var notices = field.MakeSingles(UntilWarm);
        await RunAsync(notices, stop);
        field.Expect(notices);
        await field.DeliveredAsync(stop);
    }
}
