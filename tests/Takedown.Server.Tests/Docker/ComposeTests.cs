using Takedown.Server.App;
using Takedown.Server.Hosting;
using Takedown.Server.Http;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Takedown.Server.Tests.Harness;
using YamlDotNet.Serialization;

namespace Takedown.Server.Tests.Docker;

/// <summary>
/// No container engine runs where these tests run, so they hold the compose file against the program: every name, port,
/// setting and command in it must be one that exists.
/// </summary>
[Trait("Database", "unused")]
public sealed partial class ComposeTests
{
    private static readonly ComposeFile Compose = ComposeFile.Read();

    /// <summary>Where the images of others listen.</summary>
    private static readonly Dictionary<string, int> KnownPorts =
        new() { ["postgres"] = 5432, ["rabbitmq"] = 5672, ["mongo"] = 27017, ["prom/prometheus"] = 9090 };

    private static readonly HashSet<string> KnownTools = ["pg_isready", "rabbitmq-diagnostics", "mongosh", "wget"];

    private static IEnumerable<Service> Ours => Compose.Services.Values.Where(s => s.IsOurs);

    private static IEnumerable<Service> Inside => Ours.Where(s => !OptionsOf(s).IsPublicOnly);

    [Fact]
    public void Two_take_requests_two_do_the_work_one_is_for_the_public_and_every_role_is_done()
    {
        Assert.Equal(5, Ours.Count());
        foreach (var role in new[] { "api", "connectors", "deadlines", "records" })
            Assert.Equal((role, 2), (role, Ours.Count(s => OptionsOf(s).Runs(role))));
        Assert.Single(Ours, s => OptionsOf(s).IsPublicOnly);
        Assert.Equal(3, Compose.Services.Values.Count(s => s.Image.StartsWith("rabbitmq:", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_setting_is_one_the_program_knows_with_a_value_it_takes()
    {
        foreach (var service in Inside)
        {
            var options = OptionsOf(service);
            Assert.Equal(("postgres", true, false), (options.Database.Engine, options.Bus.IsRabbit, options.Sandbox));
        }
        // Several processes have no folder in common.
        Assert.All(Inside, s => Assert.True(OptionsOf(s).Evidence.IsMongo));
        Assert.Single(Ours.Select(s => OptionsOf(s).Transparency.Publish).Distinct());
    }

    [Fact]
    public void Who_is_named_exists_and_listens_there()
    {
        foreach (var service in Inside)
        {
            var options = OptionsOf(service);
            var database = new NpgsqlConnectionStringBuilder(options.Database.ConnectionString);
            Listens(database.Host!, database.Port);
            Assert.Equal((database.Username, database.Database, database.Password),
                (Compose.Services[database.Host!].Environment["POSTGRES_USER"],
                    Compose.Services[database.Host!].Environment["POSTGRES_DB"],
                    Compose.Services[database.Host!].Environment["POSTGRES_PASSWORD"]));
            foreach (var node in options.Bus.Uri!.Split(','))
                Listens(new Uri(node).Host, new Uri(node).Port is -1 ? 5672 : new Uri(node).Port);
            var broker = new Uri(options.Bus.Uri.Split(',')[0]);
            var login = Compose.Services[broker.Host].Environment;
            Assert.Equal(broker.UserInfo, $"{login["RABBITMQ_DEFAULT_USER"]}:{login["RABBITMQ_DEFAULT_PASS"]}");
        }
        foreach (var (name, condition) in Compose.Services.Values.SelectMany(s => s.DependsOn))
        {
            var awaited = Compose.Services[name];
            if (condition == "service_healthy") Assert.NotEmpty(awaited.HealthCheck);
            else Assert.Equal(awaited.EndsByItself, condition == "service_completed_successfully");
        }
    }

    [Fact]
    public void Prometheus_scrapes_all_of_ours_and_nothing_else()
    {
        var config = (Dictionary<object, object>)new DeserializerBuilder().Build().Deserialize(
            Repository.Read("docker/prometheus.yml"))!;
        var job = Assert.Single(((List<object>)config["scrape_configs"]).Cast<Dictionary<object, object>>());
        Assert.Equal("/metrics", job["metrics_path"]);
        var targets = ((List<object>)job["static_configs"]).Cast<Dictionary<object, object>>()
            .SelectMany(s => ((List<object>)s["targets"]).Cast<string>()).ToList();
        Assert.Equal(Ours.Select(s => $"{s.Name}:8080").Order(), targets.Order());
        foreach (var target in targets)
            Listens(target.Split(':')[0], int.Parse(target.Split(':')[1], CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Health_checks_ask_what_exists()
    {
        await using var server = new Running(await TestServer.StartAsync());
        foreach (var service in Compose.Services.Values.Where(s => !s.IsOurs && !s.EndsByItself))
        {
            Assert.Equal("CMD", service.HealthCheck[0]);
            Assert.Contains(service.HealthCheck[1], KnownTools);
        }
        foreach (var check in Ours.Select(s => s.HealthCheck).Append(DockerfileTests.HealthCheck()))
        {
            Assert.Equal(["CMD", "dotnet", "Takedown.Server.dll", "--health"], check.Take(4));
            var url = new Uri(Assert.Single(check.Skip(4)));
            Assert.Equal(("127.0.0.1", DockerfileTests.Port), (url.Host, url.Port));
            Assert.True(HealthCommand.TryTake([.. check.Skip(3)], out var asked));
            Assert.Equal(0, await HealthCommand.RunAsync(new Uri(server.It.Address, asked!.AbsolutePath)));
        }
        Assert.Equal(1, await HealthCommand.RunAsync(new Uri(server.It.Address, "/healthz/nothing")));
        Assert.Equal(1, await HealthCommand.RunAsync(new Uri("http://127.0.0.1:1/healthz/live")));
        Assert.Equal(2, await HealthCommand.RunAsync(null));
    }

    [Fact]
    public void Ports_do_not_clash_and_lead_to_where_somebody_listens()
    {
        var published = Compose.Services.Values
            .SelectMany(s => s.List("ports").Select(p => (Service: s, Parts: p.Split(':')))).ToList();
        Assert.Equal(published.Count, published.Select(p => p.Parts[^2]).Distinct().Count());
        Assert.All(published, p => Listens(p.Service.Name, int.Parse(p.Parts[^1], CultureInfo.InvariantCulture)));
        // The store, the brokers and the numbers are nobody's business outside.
        Assert.DoesNotContain(published, p => !p.Service.IsOurs && p.Parts.Length < 3);
    }

    [Fact]
    public void Images_are_pinned_and_ours_is_built_from_our_Dockerfile()
    {
        Assert.All(Compose.Services.Values, s => Assert.Matches(PinnedImage(), s.Image));
        Assert.All(Ours, s =>
        {
            Assert.Equal(("..", "docker/Dockerfile"), (s.Build["context"], s.Build["dockerfile"]));
            // Nobody is made root again.
            Assert.Null(s.Text("user"));
            Assert.Contains("ALL", s.List("cap_drop"));
            Assert.True(int.Parse(s.Text("stop_grace_period")!.TrimEnd('s'), CultureInfo.InvariantCulture) > 10);
        });
    }

    [Fact]
    public void No_secret_is_committed_and_every_variable_is_in_the_example()
    {
        var example = Repository.Read("docker/.env.example").Split('\n').Where(l => l.Length > 0 && l[0] != '#')
            .Select(l => l.Split('=', 2)).ToList();
        Assert.Equal(Compose.Variables.Order(), example.Select(e => e[0]).Order());
        Assert.All(example, e => Assert.Equal("", e[1]));
        Assert.Contains("docker/.env", Repository.Read(".gitignore").Split('\n'));
        foreach (var (name, value) in Compose.Services.Values.SelectMany(s => s.Environment))
        {
            if (SecretName().IsMatch(name)) Assert.Equal(ComposeFile.Filled, value);
        }
    }

    [Fact]
    public void The_brokers_are_one_cluster_under_their_own_names()
    {
        var nodes = ClusterNode().Matches(Repository.Read("docker/rabbitmq.conf")).Select(m => m.Groups["host"].Value);
        var brokers = Compose.Services.Values
            .Where(s => s.Image.StartsWith("rabbitmq:", StringComparison.Ordinal)).ToList();
        Assert.Equal(brokers.Select(b => b.Name).Order(), nodes.Order());
        Assert.All(brokers, b => Assert.Equal(b.Name, b.Text("hostname")));
        Assert.Single(brokers.Select(b => b.Environment["RABBITMQ_ERLANG_COOKIE"]).Distinct());
        Assert.Contains("classic_config", Repository.Read("docker/rabbitmq.conf"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_mounted_exists()
    {
        var mounted = Compose.Services.Values.SelectMany(s => s.List("volumes")).Select(v => v.Split(':')[0]).ToList();
        Assert.All(
            mounted.Where(v => v[0] == '.'),
            file => Assert.True(File.Exists(Repository.PathOf(Path.Combine("docker", file)))));
        Assert.Equal(Compose.Volumes.Order(), mounted.Where(v => v[0] != '.').Order());
    }

    [Fact]
    public void The_pools_of_all_processes_fit_into_the_database()
    {
        const int poolsOfOneProcess = 2;
        var wanted = Inside.Sum(s =>
            poolsOfOneProcess * new NpgsqlConnectionStringBuilder(OptionsOf(s).Database.ConnectionString).MaxPoolSize);
        var given = Compose.Services["postgres"].List("command")
            .Single(c => c.StartsWith("max_connections=", StringComparison.Ordinal));
        Assert.True(
            wanted + 20 < int.Parse(given.Split('=')[1], CultureInfo.InvariantCulture),
            $"{wanted} connections do not fit: {given}");
    }

    private static TakedownOptions OptionsOf(Service service)
    {
        Assert.All(service.Environment.Keys, name => Assert.StartsWith("Takedown__", name, StringComparison.Ordinal));
        return Configuration.Read(new ConfigurationBuilder().AddInMemoryCollection(
            service.Environment.Select(e =>
                KeyValuePair.Create(e.Key.Replace("__", ":", StringComparison.Ordinal), (string?)e.Value))).Build());
    }

    private static void Listens(string name, int port)
    {
        var service = Compose.Services[name];
        Assert.Equal(
            (name, port), (name, service.IsOurs ? DockerfileTests.Port : KnownPorts[service.Image.Split(':')[0]]));
        Assert.Contains(port.ToString(CultureInfo.InvariantCulture), service.List("expose"));
    }

    [GeneratedRegex(@"^[a-z/-]+:v?[0-9]+\.[0-9]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PinnedImage();

    [GeneratedRegex("PASS|COOKIE|OperatorKey|MONGO_KEY", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretName();

    [GeneratedRegex(
        @"nodes\.[0-9]+ = rabbit@(?<host>\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ClusterNode();

    private sealed record Running(TestServer It) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await It.DisposeAsync();
    }
}
