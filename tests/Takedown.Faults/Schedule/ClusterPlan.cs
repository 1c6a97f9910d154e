namespace Takedown.Faults.Schedule;

/// <summary>
/// The faults of three broker nodes and a PostgreSQL pair: never two of them at once, but a worker may be killed while
/// one of them is away.
/// </summary>
internal static class ClusterPlan
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static IReadOnlyList<Step> Draw(Settings settings) =>
        settings.Rounds is { } rounds ? Long(new Random(settings.Seed), rounds) : Short;

    /// <summary>
    /// Two thirds of the pause are longer than the 20 s after which clients of RabbitMQ give up on a request, as it is
    /// by default; the silence is shorter than the two missed heartbeats after which they give up on a connection.
    /// </summary>
    private static IReadOnlyList<Step> Short =>
    [
        new(Fault.PauseBrokerNode, 0, TimeSpan.FromSeconds(48), null, Pause),
        new(Fault.FailOver, 0, TimeSpan.FromSeconds(4), Fault.KillWorker, Pause),
        new(Fault.KillBrokerNode, 1, TimeSpan.FromSeconds(4), null, Pause),
        new(Fault.SilenceBrokerNode, 0, TimeSpan.FromSeconds(8), null, Pause),
    ];

    private static Step[] Long(Random random, int rounds)
    {
        var steps = new List<Step>();
        for (var round = 0; round < rounds; round++)
        {
            Step[] each =
            [
                Of(random, Fault.KillBrokerNode, 1, 20),
                Of(random, Fault.KillBrokerNode, 1, 20),
                Of(random, Fault.PauseBrokerNode, 15, 75),
                Of(random, Fault.SilenceBrokerNode, 15, 100),
                Of(random, Fault.KillWorker, 0, 5),
                Of(random, Fault.FailOver, 1, 9) with { ByCopy = round % 2 == 1 },
                Of(random, Fault.FailOver, 1, 9) with { Silently = true },
            ];
            random.Shuffle(each);
            steps.AddRange(each);
        }
        return [.. steps];
    }

    private static Step Of(Random random, Fault fault, int least, int most) => new(
        fault,
        random.Next(2),
        TimeSpan.FromSeconds(least + (random.NextDouble() * (most - least))),
        fault is not Fault.KillWorker && random.Next(2) == 0 ? Fault.KillWorker : null,
        Pause);
}
