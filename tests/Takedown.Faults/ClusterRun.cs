using Takedown.Faults.Engines;
using Takedown.Faults.Schedule;
using Takedown.Faults.Topology;

namespace Takedown.Faults;

/// <summary>The run on three nodes of RabbitMQ and a PostgreSQL pair.</summary>
public sealed class ClusterRun : Run
{
    /// <summary>Each notice is read at the end: in the short form there are few.</summary>
    internal override Settings Settings { get; } = Schedule.Settings.Read().OfCluster();

    internal EncryptedProcesses Encrypted { get; private set; } = null!;

    internal override IReadOnlyList<Step> Draw() => ClusterPlan.Draw(Settings);

    internal override async Task RunAsync(Journal journal)
    {
        await using var engines = await ClusterEngines.StartAsync();
        journal.Write("3 nodes of RabbitMQ and 2 of PostgreSQL are up");
        // The workers begin at the same node, so that most queues are led by the node that both of them are at; the
        // other processes name the nodes in other orders.
        await using var cluster = new Cluster(name => new(
            engines.Directory,
            engines.Postgres,
            engines.BrokersFrom(name switch { "api-1" => 1, "api-2" => 2, _ => 0 })));
        await using var encrypted = Encrypted = new EncryptedProcesses(engines);
        var looking = encrypted.LookAsync();
        await LiveAsync(
            cluster,
            engines.BrokersFrom(0),
            people => new ClusterInjector(engines, cluster, people, journal),
            first: async () =>
            {
                // They are not to be judged while a node is away.
                await looking;
                journal.Write($"over TLS: {encrypted.Knowing}; with another authority: {encrypted.Unknowing}; under "
                    + $"another name: {encrypted.Misled}");
            });
    }
}

[CollectionDefinition(Name)]
public sealed class OneClusterRun : ICollectionFixture<ClusterRun>
{
    public const string Name = "one run of a cluster";
}
