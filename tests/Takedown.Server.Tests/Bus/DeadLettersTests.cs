using System.Globalization;
using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Tests.Observability;

namespace Takedown.Server.Tests.Bus;

/// <summary>What nobody can handle harms nothing, is seen by the operator, and can be sent on its way again.</summary>
public sealed class DeadLettersTests : BrokerTests
{
    private static readonly Dictionary<string, object?> Envelope = [];

    [RabbitFact]
    public async Task Messages_of_an_unknown_or_an_older_contract_lie_there_until_they_are_sent_again()
    {
        await RemoveAsync("dead-letters");
        var server = await StartAsync();
        var (platform, claimant) = (await server.PlatformAsync("poison.example"), await server.ClaimantAsync());
        foreach (var queue in Enumerable.Range(0, 4).Select(i => $"deliver-inbox-{i}"))
        {
            await PublishAsync(queue, Message("DeliverNoticesV9", new JsonObject { ["platform"] = "x" }), Envelope);
            await PublishAsync(
                queue, Message("DeliverNotices", new JsonObject { ["platform"] = "of another version" }), Envelope);
            await PublishAsync(queue, "{ not even json", Envelope);
            await PublishAsync(
                queue, Message("DeliverTogether", new JsonObject { ["deliveries"] = "of another version" }), Envelope);
        }
        // The queue behind them is served all the same.
        var id = await claimant.DeliverAsync(platform, Sample.Notice("https://poison.example/1"));

        var letters = await Waiting.ForAsync(() => LettersAsync(server), found => found.Count == 16);
        Assert.Equal(16, letters.Count);
        Assert.Equal(
            Enumerable.Range(0, 4).Select(i => $"deliver-inbox-{i}"),
            letters.Select(l => l!["queue"]!.GetValue<string>()).Distinct().Order());
        Assert.All(
            letters,
            l => Assert.StartsWith("deliver-inbox-", l!["queue"]!.GetValue<string>(), StringComparison.Ordinal));
        Assert.All(letters, l => Assert.NotEqual("unknown", l!["reason"]!.GetValue<string>()));
        Assert.Single((await server.Operator.GetAsync("/v1/operations/dead-letters?limit=1")).Must(200).Items!);

        var one = letters[0]!["id"]!.GetValue<string>();
        Assert.Equal(1, await RedriveAsync(server, $"?id={one}"));
        Assert.Equal(0, await RedriveAsync(server, "?id=none"));
        Assert.Equal("delivered", await claimant.StateAsync(id));
        Assert.Equal(16, (await Waiting.ForAsync(() => LettersAsync(server), found => found.Count == 16)).Count);
        Assert.Equal(16, await RedriveAsync(server, ""));
        // They come back; left in their queue, the next test would find them.
        Assert.Equal(16, (await Waiting.ForAsync(() => LettersAsync(server), found => found.Count == 16)).Count);
        await RemoveAsync("dead-letters");
    }

    [RabbitFact]
    public async Task A_command_that_is_repeated_reversed_foreign_or_ten_megabytes_long_changes_nothing()
    {
        await RemoveAsync("dead-letters");
        var server = await StartAsync();
        var (platform, claimant) = (await server.PlatformAsync("again.example"), await server.ClaimantAsync());
        var first = await claimant.DeliverAsync(platform, Sample.Notice("https://again.example/1"));
        var second = await claimant.DeliverAsync(platform, Sample.Notice("https://again.example/2"));
        var queue = $"deliver-inbox-{platform.Id.ToByteArray()[15] % 4}";
        await PublishAsync(queue, Deliver(platform.Id, [second, first, second]), Envelope);
        await PublishAsync(
            queue, Deliver(platform.Id, [.. Enumerable.Range(0, 260_000).Select(_ => NewId())]), Envelope);
        await PublishAsync(queue, Deliver(NewId(), [first]), Envelope);
        await PublishAsync(queue, Message("DeliverTogether", new JsonObject
        {
            ["deliveries"] = new JsonArray(
                Delivery(platform.Id, [second, first]), Delivery(NewId(), [first]), Delivery(platform.Id, [])),
        }), Envelope);

        var third = await claimant.DeliverAsync(platform, Sample.Notice("https://again.example/3"));

        var inbox = (await platform.Api.GetAsync("/v1/inbox")).Must(200).Items!;
        Assert.Equal(
            [(first, 1L), (second, 2L), (third, 3L)],
            inbox.Select(i => (i!["noticeId"]!.GetValue<Guid>(), i["seq"]!.GetValue<long>())));
        foreach (var id in new[] { first, second, third })
            Assert.Equal(["accepted", "delivered"], await claimant.TimelineAsync(id));
        var letters = await LettersAsync(server);
        Assert.True(letters.Count == 0, letters.ToJsonString());
    }

    [RabbitFact]
    public async Task An_answer_that_cannot_be_read_lies_there_too_and_what_follows_it_is_taken()
    {
        await RemoveAsync("dead-letters", "bad", "bad.responses");
        var server = await StartAsync();
        var claimant = await server.ClaimantAsync();
        await server.PlatformAsync("bad.example", new { connector = new { kind = "amqp", queue = "bad" } });
        var id = await claimant.AcceptAsync(Sample.Notice("https://bad.example/1"));
        await NextAsync("bad");
        foreach (var body in new[]
        {
            "",
            "nonsense",
            "[]",
            "{}",
            """{"notice":1}""",
            """{"responses":""" + new string('[', 200),
        })
        {
            await PublishAsync("bad.responses", body);
        }
        await PublishAsync("bad.responses", $$"""{"responses":[{"noticeId":"{{id}}","response":"acknowledged"}]}""");

        await claimant.NoticeUntilAsync(id, n => n["state"]!.GetValue<string>() == "acknowledged");
        var letters = await Waiting.ForAsync(
            async () => (await LettersAsync(server)).Where(l => l!["queue"]!.GetValue<string>() == "bad.responses")
                .ToList(), found => found.Count == 6);
        Assert.Equal(6, letters.Count);
        Assert.All(letters, l => Assert.Matches("^[a-z.-]+( at [a-zA-Z0-9/]+)?$", l!["reason"]!.GetValue<string>()));
        Assert.Contains(letters, l => l!["reason"]!.GetValue<string>() == "field.unknown at /notice");
        await RemoveAsync("dead-letters");
    }

    [RabbitFact]
    public async Task Whoever_sent_an_answer_that_cannot_be_read_is_told_why_if_it_asked_to_be()
    {
        await RemoveAsync("dead-letters", "told", "told.responses", "told.results");
        var server = await StartAsync();
        await server.PlatformAsync("told.example", new { connector = new { kind = "amqp", queue = "told" } });
        await using var channel = await ChannelAsync();
        await channel.QueueDeclareAsync("told.results", durable: false, exclusive: false, autoDelete: false);

        await PublishAsync("told.responses", """{"notice":1}""", replyTo: "told.results");

        var (body, properties) = await NextAsync("told.results");
        Assert.Equal(("responses.refused", "application/problem+json", "asked-1"),
            (properties.Type, properties.ContentType, properties.CorrelationId));
        var problem = JsonNode.Parse(body)!;
        Assert.Equal("input.invalid", problem["code"]!.GetValue<string>());
        Assert.Equal(
            ("/notice", "field.unknown"),
            (problem["errors"]![0].Text("pointer"), problem["errors"]![0].Text("code")));
        await RemoveAsync("dead-letters", "told.results");
    }

    [RabbitFact]
    public async Task One_that_no_redrive_helps_is_discarded_and_the_others_stay_in_their_order()
    {
        await RemoveAsync("dead-letters");
        var server = await StartAsync();
        Assert.Empty(await LettersAsync(server));
        foreach (var body in new[] { "first", "second", "third" })
        {
            await PublishAsync("dead-letters", body, new Dictionary<string, object?>
            {
                ["Takedown-Queue"] = "no-such-queue",
                ["Takedown-Reason"] = "json.malformed",
            });
        }
        Assert.Equal(3, (await MetricsTests.ScrapeAsync(server))["takedown_dead_letters"]);
        var second = (await LettersAsync(server))[1].Text("id");
        var claimant = await server.ClaimantAsync();
        (await claimant.Api.DeleteAsync($"/v1/operations/dead-letters/{second}")).Must(403);

        (await server.Operator.DeleteAsync($"/v1/operations/dead-letters/{second}")).Must(204);

        (await server.Operator.DeleteAsync($"/v1/operations/dead-letters/{second}")).Must(404);
        Assert.Equal(["first", "third"], (await LettersAsync(server)).Select(l => l.Text("body")));
        await RemoveAsync("dead-letters");
    }

    [RabbitFact]
    public async Task A_list_and_what_follows_it_at_once_see_every_message()
    {
        await RemoveAsync("dead-letters");
        var server = await StartAsync();
        Assert.Empty(await LettersAsync(server));
        for (var i = 0; i < 40; i++)
        {
            await PublishAsync("dead-letters", $"{i}", new Dictionary<string, object?>
            {
                ["Takedown-Queue"] = "no-such-queue",
                ["Takedown-Reason"] = "internal",
            });
        }
        for (var turn = 0; turn < 10; turn++)
        {
            var seen = (await LettersAsync(server)).Select(l => l.Text("body")).ToList();
            Assert.Equal(
                Enumerable.Range(0, 40), seen.Select(b => int.Parse(b, CultureInfo.InvariantCulture)).Order());
        }
        await RemoveAsync("dead-letters");
    }

    [RabbitFact]
    public async Task One_whose_queue_is_gone_stays_and_does_not_hold_up_the_others()
    {
        await RemoveAsync("dead-letters");
        var server = await StartAsync();
        var queue = "deliver-inbox-0";
        await PublishAsync(queue, "{ not even json", Envelope);
        await Waiting.ForAsync(() => LettersAsync(server), found => found.Count == 1);
        await PublishAsync(
            "dead-letters", "from nowhere",
            new Dictionary<string, object?> { ["Takedown-Queue"] = "no-such-queue", ["Takedown-Reason"] = "internal" });
        await PublishAsync("dead-letters", "from nobody");
        await Waiting.ForAsync(() => LettersAsync(server), found => found.Count == 3);

        Assert.Equal(1, await RedriveAsync(server, ""));
        var left = await Waiting.ForAsync(() => LettersAsync(server), found => found.Count == 3);
        Assert.Equal(
            ["", queue, "no-such-queue"],
            left.Select(l => l!["queue"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        await RemoveAsync("dead-letters");
    }

    [RabbitFact]
    public async Task Without_the_broker_the_operator_is_told_so()
    {
        var server = await StartAsync(broker: "amqp://guest:guest@127.0.0.1:1/");
        Assert.Equal(
            "broker.unavailable", (await server.Operator.GetAsync("/v1/operations/dead-letters")).Must(503).Code);
        Assert.Equal(
            "broker.unavailable",
            (await server.Operator.PostAsync("/v1/operations/dead-letters/redrive", new { })).Must(503).Code);
        Assert.Equal(
            "broker.unavailable", (await server.Operator.DeleteAsync("/v1/operations/dead-letters/1")).Must(503).Code);
        Assert.Null((await MetricsTests.ScrapeAsync(server))["takedown_dead_letters"]);
    }

    private static async Task<JsonArray> LettersAsync(TestServer server) =>
        (await server.Operator.GetAsync("/v1/operations/dead-letters")).Must(200).Items!;

    private static async Task<long> RedriveAsync(TestServer server, string query) =>
        (await server.Operator.PostAsync($"/v1/operations/dead-letters/redrive{query}", new { }))
            .Must(200).Json["redriven"]!.GetValue<long>();

    private static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    private static string Deliver(Guid platform, IEnumerable<Guid> notices) =>
        Message("DeliverNotices", Delivery(platform, notices));

    private static JsonObject Delivery(Guid platform, IEnumerable<Guid> notices) =>
        new()
        {
            ["platformId"] = platform,
            ["noticeIds"] = new JsonArray([.. notices.Select(n => JsonValue.Create(n))]),
        };

    private static string Message(string type, JsonObject message) => new JsonObject
    {
        ["messageId"] = NewId(),
        ["messageType"] = new JsonArray($"urn:message:Takedown.Contracts:{type}"),
        ["message"] = message,
    }.ToJsonString();
}
