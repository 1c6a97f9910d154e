using Takedown.Faults.Schedule;
using Takedown.Faults.Topology;
using Takedown.Shared;

// Each run has services of its own and needs the processors for itself.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Takedown.Faults;

/// <summary>The run on one PostgreSQL and one RabbitMQ.</summary>
public sealed class ServiceRun : Run
{
    internal override Settings Settings { get; } = Settings.Read();

    internal override IReadOnlyList<Step> Draw() => Schedule.Plan.Draw(Settings);

    internal override async Task RunAsync(Journal journal)
    {
        await using var engines = await EngineHost.StartAsync();
        Uri[] brokers = [new(engines.Rabbit)];
        await using var cluster = new Cluster(_ => new(engines.Directory, engines.Postgres, brokers), publishes: true);
        await LiveAsync(cluster, brokers, people => new ServiceInjector(engines, cluster, people, journal));
    }
}

[CollectionDefinition(Name)]
public sealed class OneRun : ICollectionFixture<ServiceRun>
{
    public const string Name = "one run";
}
