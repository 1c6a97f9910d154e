using System.Globalization;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Platforms;

/// <summary>版权合作机制: A19, A10. Agreements make the act limit stricter, never laxer.</summary>
public sealed class AgreementTests(TestServer server) : IClassFixture<TestServer>
{
    private static object Agreement(
        Guid claimant, Guid platform, string duration, string from, string? to = null) => new
    {
        claimants = new[] { claimant }, platforms = new[] { platform },
        actLimit = new { unit = "running", duration }, from, to, document = Sample.Sha256,
    };

    private static async Task<(string Policy, long Version, DateTimeOffset Due)> SendAsync(
        Organisation claimant, Organisation platform, string url)
    {
        var id = await claimant.DeliverAsync(platform, Sample.Notice(url));
        var notice = (await claimant.Api.GetAsync($"/v1/notices/{id}")).Must(200).Json;
        return (notice["sla"].Text("policy"), notice["sla"].Long("policyVersion"), notice["deadlines"].Time("act"));
    }

    [Fact]
    [Trait("Id", "A19")]
    public async Task A19_While_it_runs_notices_of_its_parties_have_its_limit_and_keep_it()
    {
        var (claimant, stranger) = (await server.ClaimantAsync(), await server.ClaimantAsync("Stranger Ltd"));
        var platform = await server.PlatformAsync("agreed.example");
        var other = await server.PlatformAsync("plain.example");
        var (near, far) = (await server.RegulatorAsync("CN-533123"), await server.RegulatorAsync("CN-310000"));
        var today = await server.NowAsync();
        string Day(int after) => today.AddDays(after).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var plain = await SendAsync(claimant, platform, "https://agreed.example/0");
        const string Path = "/v1/agreements/MUSIC-2026";
        var body = Agreement(claimant.Id, platform.Id, "PT1H", Day(-1), Day(1));
        Assert.Equal("forbidden", (await claimant.Api.PutAsync(Path, body)).Must(403).Code);
        var made = (await server.Operator.PutAsync(Path, body)).Must(200).Json;
        Assert.Equal(("MUSIC-2026", 1), (made.Text("id"), made.Long("version")));

        var now = await server.NowAsync();
        var agreed = await SendAsync(claimant, platform, "https://agreed.example/1");
        Assert.Equal(($"{plain.Policy}@MUSIC-2026.1", plain.Version), (agreed.Policy, agreed.Version));
        Assert.InRange(agreed.Due, now.AddMinutes(59), now.AddMinutes(70));
        // Neither another claimant nor another platform has part in it.
        Assert.Equal(plain.Policy, (await SendAsync(stranger, platform, "https://agreed.example/2")).Policy);
        Assert.Equal(plain.Policy, (await SendAsync(claimant, other, "https://plain.example/1")).Policy);
        foreach (var (api, count) in new[]
        {
            (claimant.Api, 1), (stranger.Api, 0), (platform.Api, 1), (other.Api, 0), (near.Api, 1), (far.Api, 0),
            (server.Operator, 1),
        })
        {
            Assert.Equal(count, (await api.GetAsync("/v1/agreements")).Must(200).Items.Count);
            (await api.GetAsync(Path)).Must(count == 0 ? 404 : 200);
            (await api.GetAsync($"/v1/policies/{Uri.EscapeDataString(agreed.Policy)}")).Must(count == 0 ? 404 : 200);
        }

        // Neither a laxer version nor one that has ended makes another policy; what was accepted keeps the first.
        (await server.Operator.PutAsync(Path, Agreement(claimant.Id, platform.Id, "P365D", Day(-1)))).Must(200);
        Assert.Equal(plain.Policy, (await SendAsync(claimant, platform, "https://agreed.example/3")).Policy);
        (await server.Operator.PutAsync(Path, Agreement(claimant.Id, platform.Id, "PT1H", Day(-9), Day(-2))))
            .Must(200);
        Assert.Equal(plain.Policy, (await SendAsync(claimant, platform, "https://agreed.example/4")).Policy);
        await server.AdvanceAsync("PT2H");
        var kept = (await claimant.Api.GetAsync("/v1/notices?url=https://agreed.example/1")).Must(200).Items.Single();
        Assert.Equal((agreed.Policy, "breached"), (kept!["sla"].Text("policy"), kept["sla"].Text("status")));
        Assert.Equal(3, (await server.Operator.GetAsync("/v1/audit?act=agreement.put&object=MUSIC-2026")).Must(200)
            .Items.Count);
    }

    [Fact]
    public async Task What_is_no_agreement_is_refused()
    {
        var (claimant, platform) = (await server.ClaimantAsync(), await server.PlatformAsync("refused.example"));
        Assert.Equal(
            [
                ("/actLimit", "field.required"), ("/claimants", "field.required"), ("/document", "field.required"),
                ("/from", "field.required"), ("/platforms", "field.required"),
            ],
            (await server.Operator.PutAsync("/v1/agreements/A-1", new { })).Must(400).Faults.Order());
        Assert.Equal(
            [
                ("/actLimit/duration", "value.out-of-range"), ("/claimants/0", "claimant.unknown"),
                ("/document", "sha256.invalid"), ("/id", "value.token"), ("/platforms/0", "platform.not-found"),
                ("/to", "value.out-of-range"),
            ],
            (await server.Operator.PutAsync("/v1/agreements/a_b", new
            {
                claimants = new[] { platform.Id }, platforms = new[] { claimant.Id },
                actLimit = new { unit = "running", duration = "PT0S" }, from = "2026-02-01", to = "2026-01-31",
                document = "abc",
            })).Must(400).Faults.Order());
        Assert.Equal([("/claimants", "value.duplicate")], (await server.Operator.PutAsync("/v1/agreements/A-1", new
        {
            claimants = new[] { claimant.Id, claimant.Id }, platforms = new[] { platform.Id },
            actLimit = new { unit = "running", duration = "PT1H" }, from = "2026-02-01", document = Sample.Sha256,
        })).Must(400).Faults);
    }
}
