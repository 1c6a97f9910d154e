using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary>URLs that no platform can act on, and times that cannot be.</summary>
public sealed class TargetUrlTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("https://user:secret@urls.example/1", "url.credentials")]
    [InlineData("https://urls.example@evil.example/1", "url.credentials")]
    [InlineData("javascript:alert(1)", "url.scheme-not-allowed")]
    [InlineData("file:///etc/passwd", "url.scheme-not-allowed")]
    [InlineData("ftp://urls.example/1", "url.scheme-not-allowed")]
    [InlineData("data:text/html,hi", "url.scheme-not-allowed")]
    [InlineData("https://127.0.0.1/1", "url.ip-literal")]
    [InlineData("https://127.1/1", "url.ip-literal")]
    [InlineData("https://0x7f000001/", "url.ip-literal")]
    [InlineData("https://[::1]/1", "url.ip-literal")]
    [InlineData("https://2130706433/", "url.ip-literal")]
    [InlineData("https://localhost/1", "url.bad-host")]
    [InlineData("https://urls.example:99999/1", "url.bad-port")]
    [InlineData("https://urls.example/\\evil", "url.bad-character")]
    [InlineData("urls.example/1", "url.not-absolute")]
    [InlineData("/1", "url.not-absolute")]
    [InlineData("", "url.empty")]
    [InlineData("   ", "url.empty")]
    [InlineData("{8 KB}", "url.too-long")]
    public async Task A_target_URL_that_is_none_is_refused_by_its_own_code(string url, string code)
    {
        if (url == "{8 KB}") url = "https://urls.example/" + new string('a', 8192);
        var claimant = await server.ClaimantAsync();
        var answer = await claimant.SubmitAsync(Sample.Notice(url));
        Assert.Equal(["rejected"], answer.Statuses());
        Assert.Contains($"/target/url {code}", answer.ItemFaults());
        Assert.DoesNotContain(
            (await server.Operator.GetAsync("/v1/operations/unrouted")).Must(200).Items,
            i => i!["claimantId"]!.GetValue<Guid>() == claimant.Id);
    }

    [Theory]
    [InlineData("javascript:alert(1)", "url.scheme-not-allowed")]
    [InlineData("file:///etc/passwd", "url.scheme-not-allowed")]
    [InlineData("https://user:secret@evidence.example/1", "url.credentials")]
    [InlineData("not a url", "url.not-absolute")]
    [InlineData("{8 KB}", "url.too-long")]
    public async Task An_evidence_URL_that_a_platform_must_not_open_is_refused(string url, string code)
    {
        if (url == "{8 KB}") url = "https://evidence.example/" + new string('a', 8192);
        var claimant = await server.ClaimantAsync();
        var answer = await claimant.SubmitAsync(
            new { target = new { url = "https://evidence-target.example/1" }, evidence = new[] { new { url } } });
        Assert.Contains($"/evidence/0/url {code}", answer.ItemFaults());
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59Z", "time.future")]
    [InlineData("2199-01-01T00:00:00+08:00", "time.future")]
    [InlineData("1970-01-01T00:00:00Z", "time.out-of-range")]
    [InlineData("0001-01-01T00:00:00Z", "time.out-of-range")]
    [InlineData("0001-01-01T00:00:00+14:00", "field.type")]
    [InlineData("9999-12-31T23:59:59-14:00", "field.type")]
    [InlineData("99999-01-01T00:00:00Z", "field.type")]
    [InlineData("2026-02-30T00:00:00Z", "field.type")]
    public async Task Evidence_captured_at_an_impossible_time_is_refused(string capturedAt, string code)
    {
        await server.PlatformAsync($"t{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}.example");
        var claimant = await server.ClaimantAsync();
        var answer = await claimant.SubmitAsync(
            new { evidence = new[] { new { sha256 = Sample.Sha256, capturedAt } } });
        Assert.Contains($"/evidence/0/capturedAt {code}", answer.ItemFaults());
    }

    [Fact]
    public async Task Evidence_captured_just_now_by_the_servers_clock_is_taken_and_later_is_not()
    {
        var platform = await server.PlatformAsync("captured.example");
        var claimant = await server.ClaimantAsync();
        var now = (await server.Operator.PostAsync("/v1/sandbox/clock", new { advance = "P400D" }))
            .Must(200).Json["now"]!.GetValue<DateTimeOffset>();
        object Notice(string path, DateTimeOffset capturedAt) => new
        {
            work = new { title = "A" },
            target = new { url = "https://captured.example/" + path },
            evidence = new[] { new { sha256 = Sample.Sha256, capturedAt } },
        };
        var answer = await claimant.SubmitAsync(
            Notice("1", now), Notice("2", now.AddHours(2)), Notice("3", now.AddYears(-3)));
        Assert.Equal(["accepted", "rejected", "accepted"], answer.Statuses());
        await platform.InboxUntilAsync(items => items.Count == 2);
    }
}
