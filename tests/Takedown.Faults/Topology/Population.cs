using System.Net;
using System.Net.Sockets;
using Takedown.Contracts;
using Takedown.Faults.Clients;
using Takedown.Faults.Schedule;
using Takedown.Server.Tests.Executable;

namespace Takedown.Faults.Topology;

/// <summary>All clients of the cluster: claimants, platforms of each kind, a regulator and the operator.</summary>
internal sealed partial class Population : IAsyncDisposable
{
    /// <summary>The platform that takes nothing and never responds.</summary>
    public const string Silent = "silent";

    private const int InboxPlatforms = 2;
    private const int Claimants = 3;

    private readonly List<Claimant> claimants = [];
    private readonly List<Platform> platforms = [];
    private readonly Cluster cluster;
    private readonly Journal journal;
    private readonly Settings settings;

    private Population(Cluster cluster, Journal journal, Settings settings)
    {
        (this.cluster, this.journal, this.settings) = (cluster, journal, settings);
        Operator = new Caller("operator", ServerProcess.OperatorKey, cluster, journal);
    }

    public IReadOnlyList<Claimant> AllClaimants => claimants;

    /// <summary>Those that send all the time; the last claimant sends when it is told to.</summary>
    public IEnumerable<Claimant> Senders => claimants.SkipLast(1);

    public Claimant Prober => claimants[^1];

    public IReadOnlyList<Platform> Platforms => platforms;

    public Caller Operator { get; }

    public Caller Regulator { get; private set; } = null!;

    /// <summary>Who stores evidence; null where the time of deliveries is judged.</summary>
    public Archivist? Archivist { get; private set; }

    /// <summary>Who quarrels about answers; null where the time of deliveries is judged.</summary>
    public Quarrels? Quarrels { get; private set; }

    /// <summary>Whose stories have several notices; null where the time of deliveries is judged.</summary>
    public Sequels? Sequels { get; private set; }

    /// <summary>The body of the platforms' province.</summary>
    public Bureau Bureau { get; private set; } = null!;

    public static async Task<Population> SettleAsync(
        Cluster cluster, Journal journal, Settings settings, IReadOnlyList<Uri> brokers)
    {
        var people = new Population(cluster, journal, settings);
        for (var i = 0; i < InboxPlatforms; i++) await people.AddInboxAsync($"inbox{i}");
        await people.AddHoldingAsync("holding");
        await people.AddWebhookAsync("prompt");
        await people.AddWebhookAsync("slow");
        await people.AddAmqpAsync("queue", brokers);
        if (!settings.Steady) await people.AddSilentAsync(Silent);
        var office = await people.RegisterAsync(new()
        {
            Kind = OrganisationKind.Regulator,
            Name = "Office",
            Country = "CN",
            Region = "CN",
            Functions = ["copyright", "cyberspace", "telecom", "police", "culture", "market"],
        });
        people.Regulator = people.CallerOf("regulator", office);
        var bureau = await people.RegisterAsync(new()
        {
            Kind = OrganisationKind.Regulator,
            Name = "Bureau",
            Country = "CN",
            Region = "CN-110000",
            Functions = ["copyright"],
        });
        bureau.Http.Dispose();
        people.Bureau = new(
            await people.PersonAsync(bureau.Id, "officer"), await people.PersonAsync(bureau.Id, "second"),
            await people.PersonAsync(bureau.Id, "head"), await people.PersonAsync(office.Id, "supervisor"),
            people.RandomOf("bureau"));
        var hosts = people.platforms.Select(p => HostOf(p.Name)).ToList();
        for (var i = 0; i < Claimants; i++) await people.AddClaimantAsync($"claimant{i}", hosts);
        await people.AddClaimantAsync("prober", hosts);
        if (settings.Steady) return people;
        var archivist = await people.RegisterAsync(ClaimantInput("archivist"));
        people.Archivist = new(people.CallerOf("archivist", archivist), people.RandomOf("archivist"));
        people.Quarrels = await people.QuarrelAsync();
        people.Sequels = await people.TellAsync();
        return people;
    }

    private async Task AddInboxAsync(string name)
    {
        var registered = await RegisterAsync(PlatformInput(name));
        platforms.Add(new InboxPlatform(name, registered.Id, CallerOf(name, registered), RandomOf(name)));
    }

    private async Task AddHoldingAsync(string name)
    {
        var registered = await RegisterAsync(PlatformInput(name));
        platforms.Add(new HoldingPlatform(name, registered.Id, CallerOf(name, registered), RandomOf(name)));
    }

    private async Task AddWebhookAsync(string name)
    {
        var port = FreePort();
        var endpoint = WebhookPlatform.Open(port);
        var registered = await RegisterAsync(PlatformInput(name) with
        {
            Connector = new() { Kind = ConnectorKind.Webhook, Url = $"http://127.0.0.1:{port}/hook" },
        });
        platforms.Add(
            await WebhookPlatform.StartAsync(
                name, registered.Id, CallerOf(name, registered), RandomOf(name), endpoint, settings.Steady));
    }

    private async Task AddSilentAsync(string name)
    {
        var port = FreePort();
        var endpoint = WebhookPlatform.Open(port);
        var registered = await RegisterAsync(PlatformInput(name) with
        {
            Connector = new() { Kind = ConnectorKind.Webhook, Url = $"http://127.0.0.1:{port}/hook" },
        });
        platforms.Add(
            await SilentPlatform.StartAsync(
                name, registered.Id, CallerOf(name, registered), RandomOf(name), endpoint));
    }

    private async Task AddAmqpAsync(string name, IReadOnlyList<Uri> brokers)
    {
        var registered = await RegisterAsync(
            PlatformInput(name) with { Connector = new() { Kind = ConnectorKind.Amqp, Queue = name } });
        platforms.Add(AmqpPlatform.Start(
            name, registered.Id, CallerOf(name, registered), RandomOf(name), brokers, name, journal.Write));
    }

    private async Task AddClaimantAsync(string name, IReadOnlyList<string> hosts)
    {
        var registered = await RegisterAsync(ClaimantInput(name));
        var caller = CallerOf(name, registered);
        claimants.Add(new(
            name, registered.Id, caller, new BatchDraw(name, hosts, RandomOf(name), settings.LargestBatch),
            RandomOf(name + " pauses"))
        {
            Subscriber = await Subscriber.StartAsync(caller, FreePort()),
        });
    }

    private async Task<Caller> PersonAsync(Guid organisation, string name)
    {
        var person = await Operator.SendAsync(
            HttpMethod.Post, $"/v1/organisations/{organisation}/people",
            new { name, role = name == "head" ? "head" : "officer" });
        var key = await Operator.SendAsync(HttpMethod.Post, $"/v1/people/{person!["id"]}/keys", new { });
        return new(name, key!["key"]!.GetValue<string>(), cluster, journal);
    }

    private Task<Registered> RegisterAsync(OrganisationInput input) => cluster.Apis[0].Process.RegisterAsync(input);

    private Caller CallerOf(string name, Registered registered)
    {
        registered.Http.Dispose();
        return new(name, registered.Key, cluster, journal);
    }

    private static OrganisationInput ClaimantInput(string name) => new()
    {
        Kind = OrganisationKind.Claimant,
        Name = name,
        Country = "CN",
        Email = "rights@claimant.example",
        Address = "1 Film Road, Beijing",
    };

    private static OrganisationInput PlatformInput(string name) => new()
    {
        Kind = OrganisationKind.Platform,
        Name = name,
        Country = "CN",
        Region = "CN-110000",
        Hosts = [HostOf(name)],
        ServiceType = "short-video",
        Regime = "cn-copyright",
    };

    public static string HostOf(string name) => $"{name}.example";

    /// <summary>
    /// A separate random generator for each client, so that its values do not depend on the progress of others.
    /// </summary>
    private Random RandomOf(string name) =>
        new(name.Aggregate(settings.Seed, (hash, letter) => unchecked((hash * 31) + letter)));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var platform in platforms) await platform.DisposeAsync();
        foreach (var claimant in claimants)
        {
            claimant.Caller.Dispose();
            await claimant.Subscriber.DisposeAsync();
        }
        Archivist?.Caller.Dispose();
        Quarrels?.Dispose();
        Sequels?.Dispose();
        Regulator?.Dispose();
        Bureau?.Dispose();
        Operator.Dispose();
    }
}
