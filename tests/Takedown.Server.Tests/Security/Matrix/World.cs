using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Security.Matrix;

/// <summary>Two of each kind, objects of each of them, and callers with and without a good key.</summary>
public sealed class World : IAsyncLifetime
{
    private WebhookReceiver? receiver;
    private int made;

    /// <summary>A body whose forms the operator reads.</summary>
    internal static Guid AnyRegulator { get; private set; }

    internal TestServer Server { get; private set; } = null!;

    internal List<Caller> Callers { get; } = [];

    internal List<Thing> Things { get; } = [];

    internal Dictionary<string, string> Before { get; private set; } = [];

    public async Task InitializeAsync()
    {
        Server = await TestServer.StartAsync(("Takedown:Transparency:Publish", "notices"));
        receiver = await WebhookReceiver.StartAsync();
        // The matrix calls more often in a second than anybody in a minute.
        (await Server.Operator.PutAsync("/v1/limits", new
        {
            requestsAtOnce = 1000, requestsAtOncePerKey = 1000, requestsPerMinute = 10_000_000,
            failedSignIns = 1_000_000, uploads = 1000, longPolls = 1000, streams = 1000,
        })).Must(200);
        var office = (await Server.Operator.GetAsync("/v1/me")).Must(200).Json["organisation"].Id("id");
        var (one, other) = (await Server.ClaimantAsync("One Ltd"), await Server.ClaimantAsync("Other Ltd"));
        var inbox = await Server.PlatformAsync("inbox.example");
        var webhook = await Server.PlatformAsync(
            "webhook.example", new { region = "CN-310101", connector = new { kind = "webhook", url = receiver.Url } });
        var near = await Server.RegulatorAsync("CN-533100");
        var far = await Server.RegulatorAsync("CN-310000");
        var police = await Server.RegulatorAsync("CN-533123", "police");

        Callers.Add(new("operator", "operator", office, "*", Server.Operator));
        Callers.Add(await ReaderAsync("operator", office));
        foreach (var (name, claimant) in new[] { ("one", one), ("other", other) })
        {
            Callers.Add(new($"claimant {name}", "claimant", claimant.Id, "*", claimant.Api));
            Callers.Add(await ReaderAsync("claimant", claimant.Id));
        }
        Callers.Add(new("claimant's send key", "claimant", one.Id, "send", Server.With((await one.Api.PostAsync(
            $"/v1/organisations/{one.Id}/keys", new { name = "send", scopes = new[] { "send" } })).Must(201).Json
            .Text("key"))));
        foreach (var (name, platform) in new[] { ("inbox", inbox), ("webhook", webhook) })
        {
            Callers.Add(new($"platform {name}", "platform", platform.Id, "*", platform.Api));
            Callers.Add(await ReaderAsync("platform", platform.Id));
        }
        Callers.Add(new("regulator near", "regulator", near.Id, "*", near.Api, "CN-5331", "copyright"));
        Callers.Add(new("regulator far", "regulator", far.Id, "*", far.Api, "CN-31", "copyright"));
        Callers.Add(new("regulator police", "regulator", police.Id, "*", police.Api, "CN-533123", "police"));

        foreach (var id in new[] { office, one.Id, other.Id, inbox.Id, webhook.Id, near.Id, far.Id, police.Id })
        {
            Things.Add(new("organisation", $"{id}", id));
            var person = await PersonAsync(id, "reader");
            Things.Add(new("person", $"{person}", id));
            Things.Add(new("key", $"{(await KeyAsync(person)).Id("id")}", id));
            Things.Add(new("saved-view", $"{await ViewAsync(id)}", id));
        }
        foreach (var id in new[] { one.Id, other.Id, near.Id, far.Id, police.Id })
            Things.Add(new("subscription", $"{await SubscriptionAsync(id)}", id));
        foreach (var id in new[] { one.Id, other.Id }) Things.Add(new("sender", $"{id}", id));
        foreach (var id in new[] { one.Id, other.Id }) Things.Add(new("claimant-score", $"{id}", id));
        Things.Add(new("platform", $"{inbox.Id}", inbox.Id, inbox.Id, "CN-533123"));
        Things.Add(new("platform", $"{webhook.Id}", webhook.Id, webhook.Id, "CN-310101"));
        var lead = (await far.Api.PostAsync("/v1/leads", new { source = "patrol", text = "x" })).Must(201).Json;
        Things.Add(new("lead", $"{lead.Id("id")}", far.Id));
        foreach (var body in new[] { near, far, police }) Things.Add(
            new("watch", $"{await WatchAsync(body)}", body.Id));
        Things.Add(new("policy", "CN-MUSIC", office));
        Things.Add(new("calendar", "CN", office));
        Things.Add(new("regime", "us-dmca", office));
        Things.Add(new("axis", "attribute", office));
        Things.Add(new("month", "2026-01", office));
        AnyRegulator = near.Id;
        var bulletin = (await near.Api.PostAsync("/v1/bulletins", new { title = "t", text = "t" })).Must(201).Json;
        Things.Add(new("bulletin", $"{bulletin.Id("id")}", near.Id));
        Things.Add(new("cluster", "jing-jin-ji", office));
        Things.Add(new("new-cluster", "jing-jin-ji", office));
        foreach (var body in new[] { near.Id, far.Id, police.Id })
        {
            Things.Add(new("body", $"{body}", body));
            Things.Add(new("own-body", $"{body}", body));
        }
        await Claims.AddAsync(this, [one, other], [(inbox, "inbox", "CN-533123"), (webhook, "webhook", "CN-310101")]);
        var officer = Server.With((await KeyAsync(await PersonAsync(near.Id, "officer"))).Text("key"));
        Things.Add(new("case", $"{(await officer.PostAsync("/v1/cases", new
        {
            ipType = "copyright", item = "item", parties = new[] { new { name = "A shop" } },
        })).Must(201).Json.Id("id")}", near.Id));
        Callers.AddRange(await Claims.StrangersAsync(Server, one));
        await Server.AdvanceAsync("PT25H");
        await Claims.AddLateAsync(this, one);
        await Work.AddAsync(this, near, Server.With((await KeyAsync(await PersonAsync(
            near.Id, "officer"))).Text("key")));
        var published = Things.First(t => t.Kind == "notice");
        await Following.WaitUntilAsync(
            () => Server.Operator.GetAsync($"/v1/transparency/notices/{published.Id}"), a => a.Status == 200);
        Things.Add(published with { Kind = "published-notice" });
        Before = await Prints.OfAsync(this);
    }

    /// <summary>An object like this one of the same owner, to be ended by one call.</summary>
    internal async Task<Thing> AnotherAsync(Thing thing)
    {
        if (thing.Kind == "saved-view") return thing with { Id = $"{await ViewAsync(thing.Owner)}" };
        if (thing.Kind == "subscription") return thing with { Id = $"{await SubscriptionAsync(thing.Owner)}" };
        if (thing.Kind == "watch")
            return thing with { Id = $"{await WatchAsync(Callers.First(c => c.Organisation == thing.Owner).Api)}" };
        if (thing.Kind == "organisation")
            return thing with { Id = $"{(await Server.ClaimantAsync($"Made {Interlocked.Increment(ref made)}")).Id}" };
        var person = await PersonAsync(thing.Owner, "reader");
        return thing with { Id = thing.Kind == "person" ? $"{person}" : $"{(await KeyAsync(person)).Id("id")}" };
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        if (receiver is not null) await receiver.DisposeAsync();
    }

    private async Task<Guid> ViewAsync(Guid owner) =>
        (await Callers.First(c => c.Organisation == owner && c.Scopes == "*").Api.PostAsync(
            "/v1/views", new { name = "Late", path = "/notices", shared = true })).Must(201).Json.Id("id");

    private async Task<Guid> SubscriptionAsync(Guid owner) =>
        (await Callers.First(c => c.Organisation == owner && c.Scopes == "*").Api.PostAsync(
            "/v1/subscriptions", new { url = receiver!.Url })).Must(201).Json.Id("id");

    private static Task<Guid> WatchAsync(Organisation body) => WatchAsync(body.Api);

    private static async Task<Guid> WatchAsync(Api body) => (await body.PostAsync("/v1/watches", new
    {
        name = "Late", query = new { metric = "breached" }, threshold = new { op = "above", value = 100 },
    })).Must(201).Json.Id("id");

    private async Task<Caller> ReaderAsync(string kind, Guid organisation) => new(
        $"{kind}'s reader", kind, organisation, "read",
        Server.With((await KeyAsync(await PersonAsync(organisation, "reader"))).Text("key")));

    private async Task<Guid> PersonAsync(Guid organisation, string role) => (await Server.Operator.PostAsync(
        $"/v1/organisations/{organisation}/people", new { name = "Li", role })).Must(201).Json.Id("id");

    private async Task<JsonNode> KeyAsync(Guid person) =>
        (await Server.Operator.PostAsync($"/v1/people/{person}/keys", new { })).Must(201).Json;
}
