using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Takedown.Contracts.Json;
using Takedown.Server.Tests.Bus;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Executable;

/// <summary>An orderly stop under load: in time, with nothing lost, and held messages given back at once.</summary>
[Collection(OneByOne.Name)]
public sealed class GracefulStopTests : IAsyncLifetime
{
    private static readonly TimeSpan OrderlyEnd = TimeSpan.FromSeconds(20);

    /// <summary>Well below the 30 s after which the sweep would find what was lost.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(60);

    private readonly Scratch scratch = new();
    private TestStore store = null!;

    public async Task InitializeAsync() => store = await TestStore.CreateAsync();

    public async Task DisposeAsync()
    {
        scratch.Dispose();
        await store.DisposeAsync();
    }

    [RabbitFact]
    public async Task SIGTERM_while_a_batch_streams_in_and_deliveries_run_loses_nothing_and_keeps_nobody_waiting()
    {
        const int total = 60_000;
        await using var staying = Server();
        await staying.StartReadyAsync();
        await using var leaving = Server();
        await leaving.StartReadyAsync();
        var platforms = new List<Registered>();
        foreach (var host in new[] { "p0.example", "p1.example", "p2.example", "p3.example" })
        {
            platforms.Add(await staying.RegisterPlatformAsync(host));
        }
        var claimant = await staying.RegisterClaimantAsync("Streaming Ltd");
        using var there = leaving.Client(claimant.Key);

        var upload = SendAsync(there, new SlowLines(total, TimeSpan.FromMilliseconds(20)));
        await Eventually.TrueAsync(
            async () => await UndeliveredAsync(staying) is not null && await AcceptedAsync(staying) > 5000,
            ServerProcess.Timeout, "the batch to be under way");
        var stopped = Stopwatch.GetTimestamp();
        Assert.Equal(0, await leaving.StopAsync(OrderlyEnd));
        var took = Stopwatch.GetElapsedTime(stopped);
        Assert.True(took < OrderlyEnd, $"The end took {took}.");

        // Told in words that the rest must be sent again, or cut off; never that all was taken.
        Assert.NotEqual(HttpStatusCode.Accepted, await upload);
        await Eventually.TrueAsync(
            async () => await UndeliveredAsync(staying) == 0,
            AtOnce, "what the leaving one held to be delivered by the other");

        // The same key again, elsewhere: it goes on where it stopped.
        using var here = staying.Client(claimant.Key);
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(here, new SlowLines(total, TimeSpan.Zero)));
        await Eventually.TrueAsync(
            async () => await UndeliveredAsync(staying) == 0, ServerProcess.Timeout, "the rest to be delivered");
        var seen = new HashSet<string>();
        foreach (var platform in platforms)
        {
            var reader = new InboxReader(staying.Client(platform.Key));
            await reader.ReadAllAsync();
            Assert.Equal(reader.Count, reader.Seen.Select(s => s.Seq).Distinct().Count());
            Assert.All(reader.Seen, s => Assert.True(seen.Add(s.ClientRef!), $"{s.ClientRef} came twice"));
        }
        Assert.Equal(total, seen.Count);
    }

    [RabbitFact]
    public async Task Deliveries_to_a_platform_that_hangs_do_not_hold_up_the_end()
    {
        await using var hanging = await WebhookReceiver.StartAsync(async http =>
        {
            await Task.Delay(TimeSpan.FromSeconds(60), TimeProvider.System, http.RequestAborted)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        });
        await using var server = Server(("Takedown__Webhooks__AllowPrivateAddresses", "true"));
        await server.StartReadyAsync();
        var platform = await server.RegisterAsync(new()
        {
            Kind = Takedown.Contracts.OrganisationKind.Platform,
            Name = "Hanging",
            Region = "CN-110000",
            Country = "CN",
            Hosts = ["hanging.example"],
            ServiceType = "short-video",
            Regime = "cn-copyright",
            Connector = new() { Kind = Takedown.Contracts.ConnectorKind.Webhook, Url = hanging.Url },
        });
        var claimant = await server.RegisterClaimantAsync("Waiting Ltd");
        var notices = new NoticeLines("hang", 300, ["hanging.example"]);
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(claimant.Http, notices));
        await hanging.NextAsync();

        var stopped = Stopwatch.GetTimestamp();
        Assert.Equal(0, await server.StopAsync(OrderlyEnd));
        Assert.True(Stopwatch.GetElapsedTime(stopped) < OrderlyEnd);
        // Given back, not failed: it lies in its queue, and nobody has to look after it.
        Assert.Equal((1u, false), await QueueAsync($"deliver-push-{platform.Id:N}"));

        hanging.Answer = _ => Task.CompletedTask;
        await server.StartReadyAsync();
        await Eventually.TrueAsync(
            async () => await UndeliveredAsync(server) == 0, AtOnce, "the messages given back to be delivered");
    }

    [RabbitFact]
    public async Task An_end_while_the_database_and_the_broker_are_away_is_orderly_too()
    {
        await using var database = Wire.To(store.ConnectionString, out var storeThrough);
        await using var broker = Wire.To(new Uri(RabbitFactAttribute.Broker!), out var brokerThrough);
        await using var server = Server(
            ("Takedown__Database__ConnectionString", storeThrough), ("Takedown__Bus__Uri", brokerThrough.ToString()));
        await server.StartReadyAsync();
        await server.RegisterPlatformAsync("away.example");
        var claimant = await server.RegisterClaimantAsync("Away Ltd");
        var notices = new NoticeLines("away", 2000, ["away.example"]);
        Assert.Equal(HttpStatusCode.Accepted, await SendAsync(claimant.Http, notices));
        broker.Cut();
        database.Cut();
        await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);

        var stopped = Stopwatch.GetTimestamp();
        Assert.Equal(0, await server.StopAsync(OrderlyEnd));
        Assert.True(Stopwatch.GetElapsedTime(stopped) < OrderlyEnd);
    }

    private ServerProcess Server(params (string, string?)[] more) => new(scratch.Path,
    [
        ("Takedown__Database__Engine", "postgres"), ("Takedown__Database__ConnectionString", store.ConnectionString),
        ("Takedown__Bus__Transport", "rabbitmq"), ("Takedown__Bus__Uri", RabbitFactAttribute.Broker), .. more,
    ]);

    private static async Task<HttpStatusCode?> SendAsync(HttpClient http, HttpContent body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batches") { Content = body };
        request.Headers.Add("Idempotency-Key", "streamed");
        try
        {
            using var answer = await http.SendAsync(request);
            return answer.StatusCode;
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            return null;
        }
    }

    /// <summary>How many messages lie in a queue, and whether it has an error queue.</summary>
    private static async Task<(uint Messages, bool Failed)> QueueAsync(string name)
    {
        var broker = new ConnectionFactory { Uri = new(RabbitFactAttribute.Broker!) };
        await using var connection = await broker.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var messages = await channel.MessageCountAsync(name);
        try
        {
            await channel.QueueDeclarePassiveAsync(name + "_error");
            return (messages, true);
        }
        catch (OperationInterruptedException)
        {
            return (messages, false);
        }
    }

    private static Task<double?> UndeliveredAsync(ServerProcess server) =>
        MetricAsync(server, "takedown_undelivered{} ");

    /// <summary>Accepted anywhere: what is in the store.</summary>
    private static async Task<double> AcceptedAsync(ServerProcess server)
    {
        using var http = server.Client();
        var overview = await http.GetFromJsonAsync("/v1/compliance/overview", TakedownJson.Default.ComplianceOverview);
        return overview!.Received;
    }

    private static async Task<double?> MetricAsync(ServerProcess server, string name)
    {
        using var http = server.Client();
        var line = (await http.GetStringAsync("/metrics")).Split('\n')
            .FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
        return line is null ? null : double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);
    }

    /// <summary>A body that takes its time.</summary>
    private sealed class SlowLines : HttpContent
    {
        private readonly int count;
        private readonly TimeSpan pause;

        public SlowLines(int count, TimeSpan pause)
        {
            (this.count, this.pause) = (count, pause);
            Headers.ContentType = new("application/x-ndjson");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            foreach (var lines in Enumerable.Range(0, count).Chunk(200))
            {
                var text = new StringBuilder();
                foreach (var i in lines)
                {
                    text.Append(CultureInfo.InvariantCulture,
                            $$"""{"clientRef":"s-{{i}}","target":{"url":"https://p{{i % 4}}.example/{{i}}"},""")
                        .Append(""" "work":{"title":"Slow","type":"film-tv"},"rightsHolder":"Slow Pictures", """)
                        .Append(""" "evidence":[{"kind":"screenshot","url":"https://evidence.example/1.png"}]}""")
                        .Append('\n');
                }
                await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()));
                await stream.FlushAsync();
                if (pause > TimeSpan.Zero) await Task.Delay(pause, TimeProvider.System);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
