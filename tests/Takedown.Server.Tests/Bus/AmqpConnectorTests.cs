using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Bus;

/// <summary>The <c>amqp</c> connector, seen from the platform's side of the broker.</summary>
public sealed class AmqpConnectorTests : BrokerTests
{
    [RabbitFact]
    public async Task A_notice_comes_as_plain_json_and_the_answer_goes_back_the_same_way()
    {
        await RemoveAsync("acme", "acme.responses", "acme.results");
        var server = await StartAsync();
        var claimant = await server.ClaimantAsync();
        var platform =
            await server.PlatformAsync("acme.example", new { connector = new { kind = "amqp", queue = "acme" } });
        Assert.Equal("acme", platform.Registered["connector"]!["queue"]!.GetValue<string>());
        var id = await claimant.AcceptAsync(Sample.Notice("https://acme.example/v/1"));

        var (body, properties) = await NextAsync("acme");
        var item = JsonNode.Parse(body)!;
        Assert.Equal((id.ToString(), "application/json", "notice.delivered", true),
            (properties.MessageId, properties.ContentType, properties.Type, properties.Persistent));
        Assert.Equal((id, 1L, "https://acme.example/v/1"),
            (item["noticeId"]!.GetValue<Guid>(), item["seq"]!.GetValue<long>(),
                item["notice"]!["target"]!["url"]!.GetValue<string>()));
        await claimant.NoticeUntilAsync(id, n => n["state"]!.GetValue<string>() == "delivered");

        await using var channel = await ChannelAsync();
        await channel.QueueDeclareAsync("acme.results", durable: false, exclusive: false, autoDelete: false);
        await PublishAsync("", Answer(id, "acknowledged"), exchange: "acme.responses", replyTo: "acme.results");
        var (results, answered) = await NextAsync("acme.results");
        Assert.Equal("asked-1", answered.CorrelationId);
        Assert.Equal("applied", JsonNode.Parse(results)!["results"]![0]!["status"]!.GetValue<string>());
        Assert.Equal(["accepted", "delivered", "acknowledged"], await claimant.TimelineAsync(id));
    }

    [RabbitFact]
    public async Task A_withdrawal_and_an_account_action_reach_the_queue_as_messages_of_their_own_type()
    {
        await RemoveAsync("told-all", "told-all.responses");
        var server = await StartAsync();
        var claimant = await server.ClaimantAsync();
        var platform = await server.PlatformAsync(
            "told-all.example", new { connector = new { kind = "amqp", queue = "told-all" } });
        var id = await claimant.AcceptAsync(Sample.Notice("https://told-all.example/v/1"));
        await NextAsync("told-all");
        await claimant.NoticeUntilAsync(id, n => n["state"]!.GetValue<string>() == "delivered");
        await platform.RemoveAsync(id, "pirate");
        var (action, asked) = await NextAsync("told-all");
        Assert.Equal("account-action.requested", asked.Type);
        Assert.Equal(id, JsonNode.Parse(action)!["noticeIds"]![0]!.GetValue<Guid>());

        (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200);

        var (withdrawal, told) = await NextAsync("told-all");
        Assert.Equal(("notice.withdrawn", "application/json", true), (told.Type, told.ContentType, told.Persistent));
        Assert.NotEqual(id.ToString(), told.MessageId);
        Assert.Equal(id, JsonNode.Parse(withdrawal)!["noticeId"]!.GetValue<Guid>());
    }

    [RabbitFact]
    public async Task Answers_that_come_twice_and_in_reverse_leave_what_the_last_of_them_says()
    {
        await RemoveAsync("backwards", "backwards.responses");
        var server = await StartAsync();
        var claimant = await server.ClaimantAsync();
        await server.PlatformAsync("backwards.example", new { connector = new { kind = "amqp", queue = "backwards" } });
        var id = await claimant.AcceptAsync(Sample.Notice("https://backwards.example/v/1"));
        await NextAsync("backwards");

        foreach (var body in new[]
        {
            Answer(id, "action-taken", "removed"),
            Answer(id, "acknowledged"),
            Answer(id, "action-taken", "removed"),
        })
        {
            await PublishAsync("backwards.responses", body);
        }
        await claimant.NoticeUntilAsync(id, n => n["state"]!.GetValue<string>() == "removed");
        await Waiting.ForAsync(async () => await DepthAsync("backwards.responses"), depth => depth == 0);
        Assert.Equal(["accepted", "delivered", "action-taken"], await claimant.TimelineAsync(id));
    }

    [RabbitFact]
    public async Task One_platform_cannot_answer_for_another_nor_have_replies_sent_to_a_queue_that_is_not_its_own()
    {
        await RemoveAsync("mine", "mine.responses", "others");
        var server = await StartAsync();
        var (claimant, other) = (await server.ClaimantAsync(), await server.PlatformAsync("other.example"));
        await server.PlatformAsync("mine.example", new { connector = new { kind = "amqp", queue = "mine" } });
        var id = await claimant.DeliverAsync(other, Sample.Notice("https://other.example/v/1"));
        await using var channel = await ChannelAsync();
        await channel.QueueDeclareAsync("others", durable: false, exclusive: false, autoDelete: false);
        await Waiting.ForAsync(async () => await ExistsAsync("mine.responses"), there => there);

        await PublishAsync("mine.responses", Answer(id, "action-taken", "removed"), replyTo: "others");

        await Waiting.ForAsync(async () => await DepthAsync("mine.responses"), depth => depth == 0);
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        Assert.Equal("delivered", await claimant.StateAsync(id));
        Assert.Equal(0u, await DepthAsync("others"));
    }

    [RabbitFact]
    public async Task A_queue_its_owner_made_is_used_as_it_is()
    {
        await RemoveAsync("own", "own.responses");
        await using (var channel = await ChannelAsync())
        {
            await channel.QueueDeclareAsync(
                "own", durable: true, exclusive: false, autoDelete: false,
                new Dictionary<string, object?> { ["x-max-priority"] = 3 });
        }
        var server = await StartAsync();
        var claimant = await server.ClaimantAsync();
        await server.PlatformAsync("own.example", new { connector = new { kind = "amqp", queue = "own" } });
        var id = await claimant.AcceptAsync(Sample.Notice("https://own.example/v/1"));
        Assert.Equal(id.ToString(), (await NextAsync("own")).Properties.MessageId);
    }

    [RabbitFact]
    public async Task A_queue_that_was_deleted_is_a_failed_delivery_that_is_tried_again()
    {
        await RemoveAsync("gone", "gone.responses");
        var server = await StartAsync();
        var claimant = await server.ClaimantAsync();
        await server.PlatformAsync("gone.example", new { connector = new { kind = "amqp", queue = "gone" } });
        await claimant.AcceptAsync(Sample.Notice("https://gone.example/v/1"));
        await NextAsync("gone");
        await RemoveAsync("gone");
        var id = await claimant.AcceptAsync(Sample.Notice("https://gone.example/v/2"));
        var failed = await claimant.NoticeUntilAsync(id, n => n["delivery"]?["code"] is not null);
        Assert.Equal("amqp.no-queue", failed["delivery"]!["code"]!.GetValue<string>());

        await using (var channel = await ChannelAsync())
            await channel.QueueDeclareAsync("gone", durable: true, exclusive: false, autoDelete: false);
        (await server.Operator.PostAsync("/v1/operations/deliveries/retry", new { })).Must(200);
        Assert.Equal(id.ToString(), (await NextAsync("gone")).Properties.MessageId);
        await claimant.NoticeUntilAsync(id, n => n["state"]!.GetValue<string>() == "delivered");
    }

    [RabbitFact]
    public async Task A_platform_that_deletes_its_queue_finds_its_notices_in_the_pull_inbox()
    {
        await RemoveAsync("left", "left.responses");
        var server = await StartAsync();
        var claimant = await server.ClaimantAsync();
        var platform =
            await server.PlatformAsync("left.example", new { connector = new { kind = "amqp", queue = "left" } });
        await claimant.AcceptAsync(Sample.Notice("https://left.example/v/1"));
        await NextAsync("left");
        await RemoveAsync("left");
        var id = await claimant.AcceptAsync(Sample.Notice("https://left.example/v/2"));
        await claimant.NoticeUntilAsync(id, n => n["delivery"]?["code"] is not null);

        await server.AdvanceAsync("P2D");

        var notice = await claimant.NoticeAsync(id);
        Assert.Equal(
            ("escalated", "offered"),
            (notice["state"]!.GetValue<string>(), notice["delivery"]!["status"]!.GetValue<string>()));
        var inbox = (await platform.Api.GetAsync("/v1/inbox")).Must(200).Items;
        Assert.Contains(id, inbox.Select(i => i!["noticeId"]!.GetValue<Guid>()));
    }

    [RabbitFact]
    public async Task A_queue_belongs_to_one_platform_and_has_a_name_of_its_own()
    {
        var server = await StartAsync();
        await server.PlatformAsync("first.example", new { connector = new { kind = "amqp", queue = "shared" } });
        Assert.Equal("queue.taken", (await RegisterAsync(server, "shared")).Must(409).Code);
        foreach (var name in new[]
        {
            "", "deliver-inbox-0", "amq.direct", "dead-letters", "shared.responses", "acme.eu", "UPPER", "a b",
            new string('x', 101),
        })
        {
            var refused = (await RegisterAsync(server, name)).Must(400);
            Assert.Equal(("/connector/queue", "connector.queue"), (refused.Json["errors"]![0]!["pointer"]!
                .GetValue<string>(), refused.Json["errors"]![0]!["code"]!.GetValue<string>()));
        }
    }

    [RabbitFact]
    public async Task A_platform_is_listened_to_again_after_its_queue_was_made_anew()
    {
        await RemoveAsync("anew", "anew.responses");
        var server = await StartAsync();
        var claimant = await server.ClaimantAsync();
        await server.PlatformAsync("anew.example", new { connector = new { kind = "amqp", queue = "anew" } });
        var id = await claimant.AcceptAsync(Sample.Notice("https://anew.example/v/1"));
        await NextAsync("anew");
        await claimant.NoticeUntilAsync(id, n => n["state"]!.GetValue<string>() == "delivered");
        await RemoveAsync("anew.responses");
        await Waiting.ForAsync(async () => await ExistsAsync("anew.responses"), there => there);
        await PublishAsync("anew.responses", Answer(id, "acknowledged"));
        await claimant.NoticeUntilAsync(id, n => n["state"]!.GetValue<string>() == "acknowledged");
    }

    [RabbitFact]
    public async Task A_message_longer_than_a_client_takes_by_itself_stops_nobody()
    {
        await RemoveAsync("long", "long.responses", "dead-letters");
        var server = await StartAsync();
        var claimant = await server.ClaimantAsync();
        await server.PlatformAsync("long.example", new { connector = new { kind = "amqp", queue = "long" } });
        var id = await claimant.AcceptAsync(Sample.Notice("https://long.example/v/1"));
        await NextAsync("long");
        await PublishAsync("long.responses", new string(' ', 70 << 20));
        await PublishAsync("long.responses", Answer(id, "acknowledged"));
        await claimant.NoticeUntilAsync(id, n => n["state"]!.GetValue<string>() == "acknowledged");
        await RemoveAsync("dead-letters");
    }

    [Fact]
    public void An_encrypted_address_is_spoken_to_encrypted()
    {
        var (plain, secret) = (Takedown.Server.Messaging.Broker.Endpoint(new("amqp://u:p@mq/")),
            Takedown.Server.Messaging.Broker.Endpoint(new("amqps://u:p@mq/")));
        Assert.Equal((false, 5672, true, 5671), (plain.Ssl.Enabled, plain.Port, secret.Ssl.Enabled, secret.Port));
    }

    private static Task<Answer> RegisterAsync(TestServer server, string queue) =>
        server.Operator.PostAsync("/v1/organisations", new
        {
            kind = "platform", name = "Second", country = "CN", hosts = new[] { "second.example" },
            connector = new { kind = "amqp", queue },
        });

    private static string Answer(Guid id, string response, string? measure = null) =>
        new JsonObject { ["responses"] = new JsonArray(
            new JsonObject { ["noticeId"] = id, ["response"] = response, ["measure"] = measure }) }.ToJsonString();

    private async Task<bool> ExistsAsync(string queue)
    {
        try
        {
            await DepthAsync(queue);
            return true;
        }
        catch (RabbitMQ.Client.Exceptions.OperationInterruptedException)
        {
            return false;
        }
    }
}
