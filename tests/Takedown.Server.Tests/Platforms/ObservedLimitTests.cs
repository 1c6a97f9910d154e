using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Platforms;

/// <summary>不得对批量投诉等设置不合理限制: A13.</summary>
public sealed class ObservedLimitTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Path = "/v1/platform-limits";

    private async Task<object> LimitAsync(Guid platform) => new
    {
        platformId = platform, channel = "Complaint form", limit = 20, per = "day",
        evidenceSha256 = Sample.Sha256.ToUpperInvariant(), at = (await server.NowAsync()).AddDays(-1).ToString("O"),
        text = "Stops at 20",
    };

    [Fact]
    [Trait("Id", "A13")]
    public async Task A13_A_limit_is_reported_read_by_those_concerned_answered_once_and_held_against_nobody()
    {
        var platform = await server.PlatformAsync("limit.example");
        var other = await server.PlatformAsync("free.example");
        var (claimant, stranger) = (await server.ClaimantAsync(), await server.ClaimantAsync("Stranger Ltd"));
        var (near, far) = (await server.RegulatorAsync("CN-533123"), await server.RegulatorAsync("CN-310000"));
        var duties = $"/v1/compliance/platforms/{platform.Id}";
        var before = (await near.Api.GetAsync(duties)).Must(200).Body;
        var body = await LimitAsync(platform.Id);
        var made = (await claimant.Api.PostAsync(Path, body, ("Idempotency-Key", "limit"))).Must(201);
        var again = (await claimant.Api.PostAsync(Path, body, ("Idempotency-Key", "limit"))).Must(201);
        Assert.Equal(made.Body, again.Body);
        var one = $"{Path}/{made.Json.Id("id")}";
        Assert.Equal(("claimant", "day", 20, Sample.Sha256), (
            made.Json.Text("observerKind"), made.Json.Text("per"), made.Json.Long("limit"),
            made.Json.Text("evidenceSha256")));
        (await near.Api.PostAsync(Path, await LimitAsync(platform.Id))).Must(201);

        foreach (var (api, count) in new[]
        {
            (claimant.Api, 1), (stranger.Api, 0), (platform.Api, 2), (other.Api, 0), (near.Api, 2), (far.Api, 0),
            (server.Operator, 2),
        })
        {
            Assert.Equal(count, (await api.GetAsync(Path)).Must(200).Items.Count);
            (await api.GetAsync(one)).Must(count == 0 ? 404 : 200);
        }
        Assert.Empty((await near.Api.GetAsync($"{Path}?platform={other.Id}")).Must(200).Items);
        // The platform learns what was observed and not by whom.
        var seen = (await platform.Api.GetAsync(one)).Must(200);
        Assert.DoesNotContain($"{claimant.Id}", seen.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Rights Ltd", seen.Body, StringComparison.Ordinal);
        Assert.Equal("Rights Ltd", (await near.Api.GetAsync(one)).Json.Text("observerName"));

        (await other.Api.PostAsync(one + "/answer", new { text = "x" })).Must(404);
        Assert.Equal("forbidden", (await near.Api.PostAsync(one + "/answer", new { text = "x" })).Must(403).Code);
        Assert.Equal([("/text", "field.required")],
            (await platform.Api.PostAsync(one + "/answer", new { text = " " })).Must(400).Faults);
        (await platform.Api.PostAsync(one + "/answer", new { text = "Raised to 2,000" })).Must(200);
        Assert.Equal("platform-limit.answered",
            (await platform.Api.PostAsync(one + "/answer", new { text = "Again" })).Must(409).Code);
        Assert.Equal("Raised to 2,000", (await claimant.Api.GetAsync(one)).Must(200).Json.Text("answer"));
        Assert.Equal(before, (await near.Api.GetAsync(duties)).Must(200).Body);
    }

    [Fact]
    public async Task What_is_malformed_or_about_a_platform_elsewhere_is_refused()
    {
        var platform = await server.PlatformAsync("elsewhere.example");
        var (claimant, far) = (await server.ClaimantAsync(), await server.RegulatorAsync("CN-320000"));
        Assert.Equal(
            [
                ("/at", "field.required"), ("/channel", "field.required"), ("/limit", "field.required"),
                ("/per", "field.required"), ("/platformId", "field.required"),
            ],
            (await claimant.Api.PostAsync(Path, new { })).Must(400).Faults.Order());
        Assert.Equal(
            [
                ("/at", "time.future"), ("/channel", "value.too-long"), ("/evidenceSha256", "sha256.invalid"),
                ("/limit", "value.out-of-range"), ("/platformId", "platform.not-found"),
            ],
            (await claimant.Api.PostAsync(Path, new
            {
                platformId = NewId.Next(), channel = new string('x', 301), limit = -1, per = "hour",
                evidenceSha256 = "xyz", at = (await server.NowAsync()).AddDays(1).ToString("O"),
            })).Must(400).Faults.Order());
        Assert.Equal([("/platformId", "platform.not-found")],
            (await far.Api.PostAsync(Path, await LimitAsync(platform.Id))).Must(400).Faults);
        Assert.Equal("forbidden", (await platform.Api.PostAsync(Path, await LimitAsync(platform.Id))).Must(403).Code);
    }
}
