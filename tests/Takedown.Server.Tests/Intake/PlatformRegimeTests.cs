using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Intake;

/// <summary>Which law a notice may name is the platform's matter, and orders are the authorities'.</summary>
public sealed class PlatformRegimeTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly object Order = new
    {
        no = "国版办〔2026〕1号",
        legalBasis = "著作权法 53",
        officer = "王芳",
        documentSha256 = Sample.Sha256,
    };

    private static object Notice(string url, string? regime = null, object? order = null, string? ipType = null) => new
    {
        regime,
        order,
        ipType,
        work = new { title = "七里香", type = "music", registrationNo = "REG-1" },
        target = new { url },
        rightsHolder = new { name = "Holder", email = "a@holder.example", address = "Street 1" },
        statements = new[] { "truth", "good-faith", "authority-under-perjury" },
        signature = "/s/ Holder",
        explanation = "It is ours.",
        evidence = new[] { new { sha256 = Sample.Sha256 } },
    };

    [Fact]
    public async Task A_notice_names_a_regime_of_its_platform()
    {
        var host = Bodies.NewHost("laws");
        var platform = await server.PlatformAsync(host);
        Assert.Equal(["cn-copyright", "cn-ecommerce"], Regimes(platform.Registered));
        var claimant = await server.ClaimantAsync();
        var answer = await claimant.SubmitAsync(
            Notice($"https://{host}/1"), Notice($"https://{host}/2", "cn-ecommerce"),
            Notice($"https://{host}/3", "us-dmca"), Notice($"https://{host}/4", "eu-dsa"));
        Assert.Equal(["accepted", "accepted", "rejected", "rejected"], answer.Statuses());
        Assert.Equal(["/regime regime.not-platform"], answer.ItemFaults(2));
        Assert.Contains("cn-copyright, cn-ecommerce", answer.Body, StringComparison.Ordinal);

        var changed = await server.Operator.PatchAsync(
            $"/v1/organisations/{platform.Id}", new { regimes = new[] { "us-dmca", "cn-copyright" } });
        Assert.Equal(["us-dmca", "cn-copyright"], Regimes(changed.Must(200).Json));
        answer = await claimant.SubmitAsync(
            Notice($"https://{host}/5", "us-dmca"), Notice($"https://{host}/6", "cn-ecommerce"));
        Assert.Equal(["accepted", "rejected"], answer.Statuses());

        changed = await server.Operator.SendAsync(
            HttpMethod.Patch, $"/v1/organisations/{platform.Id}", """{"regimes":null}""", "application/json");
        Assert.Equal(["cn-copyright", "cn-ecommerce"], Regimes(changed.Must(200).Json));
    }

    [Theory]
    [InlineData("""{"regimes":[]}""", "/regimes field.required")]
    [InlineData("""{"regimes":["moon-law"]}""", "/regimes/0 regime.unknown")]
    [InlineData("""{"regimes":["cn-copyright","order"]}""", "/regimes/1 regime.not-earned")]
    [InlineData("""{"regimes":["us-dmca"]}""", "/regime regime.not-platform")]
    [InlineData("""{"regime":"order"}""", "/regime regime.not-earned")]
    public async Task Regimes_that_no_platform_can_be_under_are_refused(string body, string fault)
    {
        var platform = await server.PlatformAsync(Bodies.NewHost("no-laws"));
        var answer = await server.Operator.SendAsync(
            HttpMethod.Patch, $"/v1/organisations/{platform.Id}", body, "application/json");
        Assert.Equal([fault], answer.Must(400).Faults.Select(f => $"{f.Pointer} {f.Code}"));
    }

    [Theory]
    [InlineData("order", null)]
    [InlineData("order", "order")]
    [InlineData("authority-notice", "order")]
    public async Task No_claimant_sends_an_order(string regime, string? tier)
    {
        var host = Bodies.NewHost("no-order");
        await server.PlatformAsync(host);
        var claimant = await server.ClaimantAsync(more: tier is null ? null : new { tier });
        var answer = await claimant.SubmitAsync(
            Notice($"https://{host}/1", regime, Order), Notice($"https://{host}/2", null, Order));
        Assert.Equal(["/order order.not-earned", "/regime regime.not-earned"], answer.ItemFaults().Order());
        Assert.Equal(["/order order.not-earned"], answer.ItemFaults(1));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("authority-notice")]
    [InlineData("order")]
    public async Task A_regulator_sends_to_a_platform_of_its_region(string? regime)
    {
        var host = Bodies.NewHost("region");
        var platform = await server.PlatformAsync(host);
        var regulator = await server.RegulatorAsync("CN-530000", "copyright");
        var answer = await regulator.SubmitAsync(Notice($"https://{host}/1", regime, Order));
        Assert.Equal(["accepted"], answer.Statuses());
        var item = (await platform.InboxUntilAsync(items => items.Count == 1))[0];
        Assert.Equal("order", item["tier"]!.GetValue<string>());
        var order = item["notice"]!["order"]!;
        Assert.Equal(
            ("国版办〔2026〕1号", "王芳"), (order["no"]!.GetValue<string>(), order["officer"]!.GetValue<string>()));
        Assert.Equal(
            regime ?? "authority-notice",
            (await regulator.NoticeAsync(answer.NoticeId()))["regime"]!.GetValue<string>());
        // Its own batch; a regulator of another region reads none of it.
        var other = await server.RegulatorAsync("CN-440300", "copyright");
        (await other.Api.GetAsync($"/v1/batches/{answer.Id()}")).Must(404);
        (await other.Api.PostAsync($"/v1/notices/{answer.NoticeId()}/withdrawal", new { })).Must(404);
        (await regulator.Api.PostAsync($"/v1/notices/{answer.NoticeId()}/withdrawal", new { })).Must(200);
    }

    [Fact]
    public async Task What_is_not_its_region_its_function_or_its_regime_is_refused()
    {
        var (near, far) = (Bodies.NewHost("near"), Bodies.NewHost("far"));
        await server.PlatformAsync(near);
        await server.PlatformAsync(far, new { region = "CN-440300" });
        var regulator = await server.RegulatorAsync("CN-530000", "copyright", "cyberspace");
        var answer = await regulator.SubmitAsync(
            Notice($"https://{far}/1", null, Order),
            Notice($"https://{near}/2", null, Order, "patent"),
            Notice($"https://{near}/3", "cn-copyright", Order),
            Notice($"https://{near}/4", "order"),
            Notice(
                $"https://{near}/5", null, new { no = "1", legalBasis = "x", officer = "y", documentSha256 = "ab" }));
        Assert.Equal(
            [
                "/target/url platform.not-in-region", "/ipType function.not-yours", "/regime regime.claimants-only",
                "/order/no field.required", "/order/legalBasis field.required", "/order/officer field.required",
                "/order/documentSha256 field.required", "/order/documentSha256 sha256.invalid",
            ],
            Enumerable.Range(0, 5).SelectMany(answer.ItemFaults));
    }

    [Fact]
    public async Task The_officer_is_who_signed_in()
    {
        var host = Bodies.NewHost("officer");
        var platform = await server.PlatformAsync(host);
        var regulator = await server.RegulatorAsync("CN-533100");
        var person = (await server.Operator.PostAsync(
            $"/v1/organisations/{regulator.Id}/people", new { name = "李雷", role = "officer" })).Must(201).Json;
        var key = (await server.Operator.PostAsync($"/v1/people/{person["id"]}/keys", new { })).Must(201).Json;
        var officer = server.With(key["key"]!.GetValue<string>());
        (await officer.PostAsync("/v1/batches", new
        {
            notices = new[]
            {
                Notice($"https://{host}/1", null, Order),
                Notice($"https://{host}/2", null, new { no = "1", legalBasis = "x", documentSha256 = Sample.Sha256 }),
            },
        })).Must(202);
        var items = await platform.InboxUntilAsync(found => found.Count == 2);
        Assert.All(items, i => Assert.Equal("李雷", i["notice"]!["order"]!["officer"]!.GetValue<string>()));
    }

    private static IEnumerable<string> Regimes(System.Text.Json.Nodes.JsonNode organisation) =>
        organisation["regimes"]!.AsArray().Select(r => r!.GetValue<string>());
}
