using Takedown.Server.Tests.CounterNotices;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Evidence;

/// <summary>Who reads what a counter-notice and a dispute name.</summary>
public sealed class AnsweredEvidenceTests(EvidenceServer own) : IClassFixture<EvidenceServer>
{
    private static readonly string[] Sworn = ["truth", "good-faith", "authority-under-perjury"];

    private readonly TestServer server = own.Server;

    [Fact]
    public async Task The_claimant_opens_what_a_forwarded_counter_notice_names_and_strangers_do_not()
    {
        var (platform, claimant, id) = await server.RemovedAsync("forwarded.example");
        var (near, far) = (await server.RegulatorAsync("CN-533123"), await server.RegulatorAsync("CN-310000"));
        var (stranger, rival) = (await server.ClaimantAsync(), await server.PlatformAsync("rival.example"));
        var file = Proofs.Png("contract of the user");
        var hash = Proofs.HashOf(file);
        (await platform.Api.PutFileAsync(file)).Must(201);
        var by = $"{hash}?notice={id}";
        foreach (var reader in new[] { claimant, near }) await RefusedAsync(reader, hash, by);

        (await CounterAsync(platform, id, hash)).Must(201);
        foreach (var reader in new[] { claimant, near, platform })
        {
            foreach (var path in new[] { hash, by }) Assert.Equal(200, (await reader.ReadFileAsync(path)).Status);
        }
        (await server.Operator.GetAsync($"/v1/evidence/{hash}")).Must(200);
        foreach (var other in new[] { far, stranger, rival }) await RefusedAsync(other, hash, by);
        // The platform sees that its file was read by the other side, and not which body looked at it.
        Assert.Equal(
            ["claimant", "platform"], (await platform.Api.GetAsync($"/v1/evidence/{hash}/custody")).Must(200).Items
                .Select(e => e!.Text("kind")).Distinct().Order());
        var view = (await claimant.Api.GetAsync($"/v1/counter-notices?notice={id}")).Must(200).Items[0]!;
        Assert.Equal((hash, id), (view["files"]![0].Text("sha256"), view["files"]![0].Id("noticeId")));
    }

    [Fact]
    public async Task What_is_not_forwarded_or_not_released_is_not_opened_by_the_claimant()
    {
        var file = Proofs.Png("kept");
        var hash = Proofs.HashOf(file);
        foreach (var (regime, country, host, forwarded) in new[]
        {
            ("eu-dsa", "DE", "complaint.example", false), ("us-dmca", "US", "unreleased.example", true),
        })
        {
            var platform = await server.PlatformAsync(host, new { country, region = country, regime });
            var claimant = await server.ClaimantAsync();
            var id = await claimant.DeliverAsync(platform, new
            {
                work = new { title = "七里香", type = "music" },
                target = new { url = $"https://{host}/1" },
                statements = Sworn,
                explanation = "It is ours.",
                signature = "A. Lin",
            });
            await platform.RemoveAsync(id, "pirate");
            (await platform.Api.PutFileAsync(file)).Must(201);
            (await CounterAsync(platform, id, hash)).Must(201);
            await RefusedAsync(claimant, hash, $"{hash}?notice={id}");
            Assert.Equal(200, (await platform.ReadFileAsync(hash)).Status);
            (await server.Operator.GetAsync($"/v1/evidence/{hash}?notice={id}")).Must(200);
            var seen = (await claimant.Api.GetAsync($"/v1/counter-notices?notice={id}")).Must(200).Items;
            Assert.Equal(forwarded ? 1 : 0, seen.Count);
            if (forwarded) Assert.Empty(seen[0]!["evidence"]!.AsArray());
        }
    }

    [Fact]
    public async Task A_file_that_the_platform_stores_later_is_opened_then()
    {
        var (platform, claimant, id) = await server.RemovedAsync("later.example");
        var file = Proofs.Png("stored later");
        var hash = Proofs.HashOf(file);
        (await CounterAsync(platform, id, hash)).Must(201);
        // Who names a hash that somebody else has stored opens nothing by it.
        (await (await server.PlatformAsync("elsewhere.example")).Api.PutFileAsync(file)).Must(201);
        await RefusedAsync(claimant, hash, $"{hash}?notice={id}");
        Assert.Null((await claimant.Api.GetAsync($"/v1/counter-notices?notice={id}")).Must(200).Items[0]!["files"]);
        (await platform.Api.PutFileAsync(file)).Must(201);
        Assert.Equal(200, (await claimant.ReadFileAsync(hash)).Status);
    }

    [Fact]
    public async Task The_platform_opens_what_a_dispute_names_also_where_it_is_the_first_file_of_its_claimant()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("disputed.example");
        var (near, far) = (await server.RegulatorAsync("CN-533123"), await server.RegulatorAsync("CN-310000"));
        var (stranger, rival) = (await server.ClaimantAsync(), await server.PlatformAsync("bystander.example"));
        await platform.SayAsync(id, "rejected", reason: new { code = "licensed" });
        var file = Proofs.Png("the licence ended");
        var hash = Proofs.HashOf(file);
        (await claimant.Api.PostAsync($"/v1/notices/{id}/dispute", new
        {
            explanation = "The licence ended.", evidence = new[] { new { kind = "contract", sha256 = hash } },
        })).Must(200);
        var by = $"{hash}?notice={id}";
        await RefusedAsync(platform, hash, by);
        (await claimant.Api.PutFileAsync(file)).Must(201);
        foreach (var reader in new[] { platform, near, claimant })
        {
            foreach (var path in new[] { hash, by }) Assert.Equal(200, (await reader.ReadFileAsync(path)).Status);
        }
        foreach (var other in new[] { far, stranger, rival }) await RefusedAsync(other, hash, by);
    }

    /// <summary>Over a link nobody shows a file: whoever knows the hash of another user's gives it to nobody.</summary>
    [Fact]
    public async Task Over_a_link_the_file_of_another_account_is_not_released_and_the_own_one_is()
    {
        var (platform, victim, first) = await server.RemovedAsync("linked.example");
        var claimant = await server.ClaimantAsync();
        var (file, own) = (Proofs.Png("another user's contract"), Proofs.Png("what the platform stored for this user"));
        foreach (var one in new[] { file, own }) (await platform.Api.PutFileAsync(one)).Must(201);
        var (hash, ownHash) = (Proofs.HashOf(file), Proofs.HashOf(own));
        (await CounterAsync(platform, first, hash)).Must(201);
        var second = await claimant.DeliverAsync(platform, Sample.Notice("https://linked.example/2", account: "other"));
        await platform.RemoveAsync(second, "other");

        var code = (await platform.Api.PostAsync($"/v1/notices/{second}/counter-notice-links", new { }))
            .Must(201).Json.Text("code");
        var body = CounterNoticing.Of();
        body.Remove("noticeIds");
        body["links"] = new[] { code };
        body["evidence"] = new[] { hash, ownHash }.Select(h => new { kind = "contract", sha256 = h });
        (await server.Anonymous.PostAsync("/v1/counter-notices/with-links", body)).Must(201);
        await RefusedAsync(claimant, hash, $"{hash}?notice={second}");
        Assert.Equal(200, (await claimant.ReadFileAsync(ownHash)).Status);
        Assert.Equal(200, (await victim.ReadFileAsync(hash)).Status);
    }

    private static async Task RefusedAsync(Organisation reader, params string[] paths)
    {
        foreach (var path in paths) Assert.Equal((path, 404), (path, (await reader.ReadFileAsync(path)).Status));
    }

    private static Task<Answer> CounterAsync(Organisation platform, Guid id, string hash)
    {
        var body = CounterNoticing.Of(id);
        body["evidence"] = new[] { new { kind = "contract", sha256 = hash } };
        return platform.Api.PostAsync("/v1/counter-notices", body);
    }
}
