using Takedown.Server.Tests.Harness;
using Organisation = Takedown.Server.Tests.Harness.Organisation;

namespace Takedown.Server.Tests.Registry;

/// <summary>Who is registered for a host, and how a platform that is not comes to be.</summary>
public sealed class PlatformDirectoryTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Claimants_and_regulators_find_a_platform_by_host_URL_or_name()
    {
        var platform = await server.PlatformAsync(
            "directory.example", new { name = "大桥视频 Bridge Video", serviceType = "video" });
        await server.PlatformAsync("other-directory.example");
        var readers = new[] { await server.ClaimantAsync(), await server.RegulatorAsync("CN-110000") };
        foreach (var reader in readers)
        {
            foreach (var query in new[]
            {
                "host=directory.example", "host=DIRECTORY.example", "host=https://www.directory.example/v/1?x=2",
                "name=bridge", "name=大桥", "name=bridge&host=directory.example",
            })
            {
                var found = Assert.Single((await reader.Api.GetAsync($"/v1/platforms?{query}")).Must(200).Items)!;
                Assert.Equal(platform.Id, found.Id("id"));
                Assert.Equal(
                    ("directory.example", "cn-copyright"),
                    (found["hosts"]![0]!.GetValue<string>(), found["regimes"]![0]!.GetValue<string>()));
                Assert.NotEmpty(found["policies"]!.AsArray());
                Assert.Null(found["email"]);
            }
            Assert.Empty((await reader.Api.GetAsync("/v1/platforms?host=nobody.example")).Must(200).Items);
            Assert.Empty((await reader.Api.GetAsync("/v1/platforms?name=nobody")).Must(200).Items);
            Assert.Equal("host.invalid", Assert.Single(
                (await reader.Api.GetAsync("/v1/platforms?host=a..b")).Must(400).Faults).Code);
        }
        (await platform.Api.GetAsync("/v1/platforms")).Must(403);
        var all = new List<Guid>();
        for (var after = ""; after is not null;)
        {
            var page = (await readers[0].Api.GetAsync($"/v1/platforms?limit=1&after={after}")).Must(200);
            all.AddRange(page.Items.Select(p => p.Id("id")));
            after = page.Json["next"]?.GetValue<string>();
        }
        Assert.Contains(platform.Id, all);
        Assert.Equal(all.Distinct().Order(), all);
    }

    [Fact]
    public async Task An_unknown_host_is_asked_for_and_registered_in_one_call()
    {
        var (one, other) = (await server.ClaimantAsync(), await server.ClaimantAsync());
        var asked = await AskAsync(one, "https://Wanted.example/video/1", "A video site, contact@wanted.example");
        Assert.Equal(("wanted.example", "open"), (asked.Json.Text("host"), asked.Json.Text("status")));
        Assert.Equal(asked.Json.Id("id"), (await AskAsync(one, "wanted.example")).Json.Id("id"));
        var second = await AskAsync(other, "wanted.example");
        Assert.NotEqual(asked.Json.Id("id"), second.Json.Id("id"));
        Assert.Single((await other.Api.GetAsync("/v1/platform-requests")).Must(200).Items);

        var path = $"/v1/platform-requests/{asked.Json.Id("id")}/registration";
        (await one.Api.PostAsync(path, new { name = "Wanted", country = "CN" })).Must(403);
        (await server.Operator.PostAsync(path, new { name = "Wanted", kind = "claimant" })).Must(400);
        Assert.Equal("platform-request.host-missing", Assert.Single((await server.Operator.PostAsync(path, new
        {
            name = "Wanted", country = "CN", region = "CN-533123", hosts = new[] { "another.example" },
        })).Must(400).Faults).Code);
        var body = new { name = "Wanted", country = "CN", region = "CN-533123", serviceType = "video" };
        var made = (await server.Operator.PostAsync(path, body, ("Idempotency-Key", "wanted"))).Must(201);
        Assert.Equal("wanted.example", made.Json["hosts"]![0]!.GetValue<string>());
        var again = (await server.Operator.PostAsync(path, body, ("Idempotency-Key", "wanted"))).Must(201);
        Assert.Equal(made.Json.Id("id"), again.Json.Id("id"));
        Assert.Equal("platform-request.decided", (await server.Operator.PostAsync(path, body)).Must(409).Code);

        foreach (var claimant in new[] { one, other })
        {
            var ended = Assert.Single((await claimant.Api.GetAsync("/v1/platform-requests")).Must(200).Items)!;
            Assert.Equal(("registered", made.Json.Id("id")), (ended.Text("status"), ended.Id("platformId")));
        }
        Assert.Equal("host.registered", (await one.Api.PostAsync(
            "/v1/platform-requests", new { host = "wanted.example" })).Must(409).Code);
        var result = (await one.SubmitAsync(Sample.Notice("https://wanted.example/1"))).Json["results"]![0]!;
        Assert.Equal("accepted", result.Text("status"));
    }

    [Fact]
    public async Task A_host_registered_in_any_other_way_ends_the_request_too()
    {
        var claimant = await server.ClaimantAsync();
        var platform = await server.PlatformAsync("first-host.example");
        await AskAsync(claimant, "second-host.example");
        (await server.Operator.PatchAsync(
            $"/v1/organisations/{platform.Id}", new { hosts = new[] { "first-host.example", "second-host.example" } }))
            .Must(200);
        Assert.Equal("registered", Assert.Single(
            (await claimant.Api.GetAsync("/v1/platform-requests?status=registered")).Must(200).Items)!.Text("status"));
    }

    [Fact]
    public async Task A_request_is_refused_with_a_reason_and_once()
    {
        var claimant = await server.ClaimantAsync();
        var id = (await AskAsync(claimant, "refused.example")).Json.Id("id");
        var path = $"/v1/platform-requests/{id}/refusal";
        (await server.Operator.PostAsync(path, new { })).Must(400);
        (await server.Operator.PostAsync(path, new { reason = "Hosts nothing of others." })).Must(200);
        Assert.Equal("platform-request.decided", (await server.Operator.PostAsync(
            path, new { reason = "Twice" })).Must(409).Code);
        (await server.Operator.PostAsync(
            $"/v1/platform-requests/{Guid.Empty}/refusal", new { reason = "Nobody" })).Must(404);
        var told = Assert.Single((await claimant.Api.GetAsync("/v1/platform-requests")).Must(200).Items)!;
        Assert.Equal(("refused", "Hosts nothing of others."), (told.Text("status"), told.Text("reason")));
        Assert.Contains(
            (await server.Operator.GetAsync("/v1/audit?act=platform-request.refuse&limit=1000")).Must(200).Items,
            e => e!["object"]?.GetValue<string>() == $"{id}");
        // Refused is not for ever.
        Assert.NotEqual(id, (await AskAsync(claimant, "refused.example")).Json.Id("id"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("https://")]
    public async Task What_is_no_host_is_refused(string? host)
    {
        var claimant = await server.ClaimantAsync();
        Assert.Equal("/host", Assert.Single((await claimant.Api.PostAsync(
            "/v1/platform-requests", new { host })).Must(400).Faults).Pointer);
    }

    private static async Task<Answer> AskAsync(Organisation claimant, string host, string? note = null) =>
        (await claimant.Api.PostAsync("/v1/platform-requests", new { host, note })).Must(201);
}
