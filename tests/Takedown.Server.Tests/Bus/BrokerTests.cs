using System.Text;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Bus;

/// <summary>
/// Servers of one test on one store and the one broker. Such tests run one after another: queues have fixed names.
/// </summary>
[Collection(nameof(BrokerTests))]
public abstract class BrokerTests : IAsyncLifetime
{
    private readonly List<TestServer> servers = [];
    private TestStore? store;
    private IConnection? connection;

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var server in servers) await server.DisposeAsync();
        if (store is not null) await store.DisposeAsync();
        if (connection is not null) await connection.DisposeAsync();
    }

    protected async Task<TestServer> StartAsync(string roles = "all", string? broker = null)
    {
        store ??= await TestStore.CreateAsync();
        var server = await TestServer.StartAsync(store,
            ("Takedown:Bus:Transport", "rabbitmq"), ("Takedown:Bus:Uri", broker ?? RabbitFactAttribute.Broker!),
            ("Takedown:Roles", roles));
        servers.Add(server);
        return server;
    }

    /// <summary>A platform's or a vandal's own way to the broker.</summary>
    protected async Task<IChannel> ChannelAsync()
    {
        connection ??= await new ConnectionFactory { Uri = new(RabbitFactAttribute.Broker!) }.CreateConnectionAsync();
        return await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
    }

    /// <summary>
    /// Publishes a message. A queue that was deleted and declared again a moment ago refuses messages until the broker
    /// has forgotten the former one; a refused message is sent again, as a platform would.
    /// </summary>
    protected async Task PublishAsync(
        string queue, string body, IDictionary<string, object?>? headers = null, string exchange = "",
        string? replyTo = null)
    {
        var properties = new BasicProperties
        {
            MessageId = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString(),
            ContentType = headers is null ? "application/json" : "application/vnd.masstransit+json",
            Headers = headers,
            ReplyTo = replyTo,
            CorrelationId = replyTo is null ? null : "asked-1",
        };
        var bytes = Encoding.UTF8.GetBytes(body);
        var confirmed = await Waiting.ForAsync(async () =>
        {
            await using var channel = await ChannelAsync();
            try
            {
                await channel.BasicPublishAsync(exchange, queue, mandatory: true, properties, bytes);
                return true;
            }
            catch (PublishException)
            {
                return false;
            }
        }, done => done);
        Assert.True(confirmed, $"{queue} refuses messages");
    }

    /// <summary>How many messages of a queue wait.</summary>
    protected async Task<uint> DepthAsync(string queue)
    {
        await using var channel = await ChannelAsync();
        return await channel.MessageCountAsync(queue);
    }

    /// <summary>The next message of a queue, waited for.</summary>
    protected async Task<(string Body, IReadOnlyBasicProperties Properties)> NextAsync(string queue)
    {
        await using var channel = await ChannelAsync();
        var got = await Waiting.ForAsync(() => channel.BasicGetAsync(queue, autoAck: true), found => found is not null);
        Assert.NotNull(got);
        return (Encoding.UTF8.GetString(got.Body.Span), got.BasicProperties);
    }

    protected async Task RemoveAsync(params string[] queues)
    {
        await using var channel = await ChannelAsync();
        foreach (var queue in queues)
        {
            await channel.QueueDeleteAsync(queue);
            await channel.ExchangeDeleteAsync(queue);
        }
    }
}

internal static class Waiting
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    public static async Task<T> ForAsync<T>(Func<Task<T>> look, Func<T, bool> wanted)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var seen = await look();
            if (wanted(seen) || TimeProvider.System.GetElapsedTime(started) > Timeout) return seen;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
