using Takedown.Server.Tests.CounterNotices;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Tests.Mediations;

namespace Takedown.Server.Tests.Security.Matrix;

/// <summary>Notices of both claimants to both platforms, what follows from them, and callers without a key.</summary>
internal static class Claims
{
    /// <summary>A notice for each pair. The platforms answer none of them in time.</summary>
    public static async Task AddAsync(
        World world, Organisation[] claimants, (Organisation Of, string Name, string Region)[] platforms)
    {
        foreach (var claimant in claimants)
        {
            foreach (var (platform, name, region) in platforms)
            {
                var file = await claimant.StoreAsync($"A page of {name} for {claimant.Id}");
                var id = await claimant.AcceptAsync(Sample.Notice($"https://{name}.example/{claimant.Id}", file: file));
                var notice = await claimant.NoticeUntilAsync(id, n => n.Text("state") == "delivered");
                world.Things.Add(new("notice", $"{id}", claimant.Id, platform.Id, region));
                world.Things.Add(new("evidence", file, claimant.Id, platform.Id, region));
                world.Things.Add(new("new-evidence", file, claimant.Id, platform.Id, region));
                world.Things.Add(new("batch", $"{notice.Id("batchId")}", claimant.Id));
                world.Things.Add(new("batch-part", $"{notice.Id("batchId")}", claimant.Id, platform.Id, region));
            }
        }
    }

    /// <summary>After the deadlines: the escalations, and an account action for each platform.</summary>
    public static async Task AddLateAsync(World world, Organisation claimant)
    {
        var platforms = world.Things.Where(t => t.Kind == "platform").ToList();
        foreach (var escalation in (await world.Server.Operator.GetAsync("/v1/escalations")).Must(200).Items)
        {
            var about = platforms.Single(p => p.Platform == escalation.Id("platformId"));
            world.Things.Add(about with { Kind = "escalation", Id = $"{escalation.Id("id")}", Owner = default });
        }
        foreach (var platform in world.Callers.Where(c => c is { Kind: "platform", Scopes: "*" }))
        {
            var host = platform.Name.Split(' ')[1];
            var id = await claimant.AcceptAsync(Sample.Notice($"https://{host}.example/strike", account: "pirate"));
            await claimant.NoticeUntilAsync(id, n => n.Text("state") == "delivered");
            var removed = (await platform.Api.PostAsync("/v1/inbox/responses", new
            {
                responses = new[]
                {
                    new
                    {
                        noticeId = id, response = "action-taken", measure = "removed", account = new { id = "pirate" },
                    },
                },
            })).Must(200).Json;
            Assert.Equal("applied", removed["results"]![0].Text("status"));
            var action = Assert.Single((await platform.Api.GetAsync("/v1/account-actions")).Must(200).Items);
            var held = (await platform.Api.PostAsync("/v1/held-answers", new
            {
                noticeIds = new[] { id }, response = "acknowledged", seconds = 300,
            })).Must(201).Json;
            var counter = (await platform.Api.PostAsync("/v1/counter-notices", CounterNoticing.Of(id))).Must(201).Json;
            var region = world.Things.Single(t => t.Kind == "platform" && t.Owner == platform.Organisation).Region;
            world.Things.Add(
                new("counter-notice", $"{counter.Id("id")}", claimant.Id, platform.Organisation, region));
            (await claimant.Api.PostAsync($"/v1/notices/{id}/proceeding",
                CounterNoticing.Proceeding(await world.Server.NowAsync()))).Must(200);
            world.Things.Add(new("proceeding", $"{id}", claimant.Id, platform.Organisation, region));
            var disputed = await DisputedAsync(claimant, platform, host);
            foreach (var kind in new[] { "dispute", "mediation" })
                world.Things.Add(new(kind, $"{disputed}", claimant.Id, platform.Organisation, region));
            var recall = (await claimant.Api.PostAsync(
                "/v1/recalls", new { noticeIds = new[] { NewId.Next() } })).Must(200).Json;
            world.Things.Add(new("recall", $"{recall.Id("id")}", claimant.Id));
            world.Things.Add(new("held-answers", $"{held.Id("id")}", platform.Organisation));
            await AppealedAsync(world, claimant, platform, disputed, action.Id("id"), region);
            world.Things.Add(new("account-action", $"{action.Id("id")}", platform.Organisation, platform.Organisation,
                world.Things.Single(t => t.Kind == "platform" && t.Owner == platform.Organisation).Region));
        }
        foreach (var (kind, least) in new[] { ("notice", 4), ("batch", 4), ("escalation", 4), ("account-action", 2) })
            Assert.Equal((kind, least), (kind, world.Things.Count(t => t.Kind == kind)));
    }

    /// <summary>An appeal against the score of a claimant, and one of an account.</summary>
    private static async Task AppealedAsync(
        World world, Organisation claimant, Caller platform, Guid refused, Guid action, string region)
    {
        var appeal = (await claimant.Api.PostAsync("/v1/accountability/appeals", new
        {
            part = "refused", notices = new[] { refused }, text = "The licence ended in 2023.",
        })).Must(201).Json;
        world.Things.Add(new("score-appeal", $"{appeal.Id("id")}", claimant.Id, Region: region));
        (await platform.Api.PostAsync("/v1/account-actions/responses", new
        {
            responses = new[] { new { id = action, response = "action-taken" } },
        })).Must(200);
        (await platform.Api.PostAsync($"/v1/account-actions/{action}/appeal", new { text = "Mine." })).Must(200);
        var until = (await world.Server.NowAsync()).AddDays(30);
        var entry = (await platform.Api.PostAsync("/v1/account-blacklist", new
        {
            account = "barred", until, basis = "Registered again.",
        })).Must(201).Json;
        world.Things.Add(
            new("account-blacklist", $"{entry.Id("id")}", platform.Organisation, platform.Organisation, region));
        world.Things.Add(new("account-appeal", $"{action}", platform.Organisation, platform.Organisation, region));
    }

    private static async Task<Guid> DisputedAsync(Organisation claimant, Caller platform, string host)
    {
        var id = await claimant.AcceptAsync(Sample.Notice($"https://{host}.example/refused"));
        await claimant.NoticeUntilAsync(id, n => n.Text("state") == "delivered");
        (await platform.Api.PostAsync("/v1/inbox/responses", new
        {
            responses = new[] { new { noticeId = id, response = "rejected", reason = new { code = "licensed" } } },
        })).Must(200);
        (await claimant.Api.PostAsync(
            $"/v1/notices/{id}/dispute", new { explanation = "The licence ended in 2023." })).Must(200);
        (await claimant.Api.PostAsync(
            $"/v1/notices/{id}/mediation", Mediating.Of(await claimant.NoticeAsync(id)))).Must(200);
        return id;
    }

    /// <summary>Callers without a good key. The expired one ends when the clock is moved.</summary>
    public static async Task<IEnumerable<Caller>> StrangersAsync(TestServer server, Organisation claimant)
    {
        var path = $"/v1/organisations/{claimant.Id}/keys";
        var revoked = (await claimant.Api.PostAsync(path, new { name = "revoked" })).Must(201).Json;
        (await claimant.Api.DeleteAsync($"/v1/keys/{revoked.Id("id")}")).Must(204);
        var end = (await server.NowAsync()).AddHours(2);
        var expired = (await claimant.Api.PostAsync(path, new { name = "expired", expiresAt = end })).Must(201).Json;
        var basic = server.With(null);
        basic.Client.DefaultRequestHeaders.Add("Authorization", $"Basic {claimant.Key}");
        var last = claimant.Key[^1] == '0' ? '1' : '0';
        return new (string Name, Api Api)[]
        {
            (Caller.NoKey, server.Anonymous), ("garbage", server.With("x")), ("empty key", server.With(" ")),
            ("revoked key", server.With(revoked.Text("key"))), ("expired key", server.With(expired.Text("key"))),
            ("one letter off", server.With(claimant.Key[..^1] + last)), ("another scheme", basic),
            ("key in capitals", server.With(claimant.Key.ToUpperInvariant())),
        }.Select(s => new Caller(s.Name, "", Guid.Empty, "", s.Api));
    }
}
