using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Escalations;

/// <summary>
/// A breach goes to the nearest regulator up the region chain that has the function; never to nobody.
/// </summary>
public sealed class EscalationRoutingTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_nearest_regulator_with_the_function_has_it()
    {
        await server.RegulatorAsync("CN-530000");
        var county = await server.RegulatorAsync("CN-533123", "copyright", "culture-enforcement");
        await server.RegulatorAsync("CN-533100");
        Assert.Equal(county.Id, await EscalateAsync("near.example", "CN-533123"));
    }

    [Fact]
    public async Task A_nearer_one_with_another_function_is_passed_by()
    {
        var province = await server.RegulatorAsync("CN-440000");
        await server.RegulatorAsync("CN-440300", "market", "police");
        await server.RegulatorAsync("CN-440305", "cyberspace");
        Assert.Equal(province.Id, await EscalateAsync("pass.example", "CN-440305"));
    }

    [Theory]
    [InlineData(null, "copyright")]
    [InlineData("copyright", "copyright")]
    [InlineData("trademark", "market")]
    [InlineData("patent", "ip-office")]
    [InlineData("design", "ip-office")]
    public async Task A_goods_notice_goes_to_the_body_of_its_right(string? ipType, string function)
    {
        var bodies = new Dictionary<string, Guid>();
        var region = $"CN-33{Random.Shared.Next(10, 100)}{Random.Shared.Next(10, 100)}";
        foreach (var one in (string[])["copyright", "market", "ip-office"])
            bodies[one] = (await server.RegulatorAsync(region, one)).Id;
        var host = Bodies.NewHost("goods");
        Assert.Equal(bodies[function], await EscalateAsync(host, region, "cn-ecommerce", ipType));
        var escalation = (await server.Operator.GetAsync("/v1/escalations?limit=1000")).Must(200).Items
            .Last(e => e!["regulatorId"]!.GetValue<Guid>() == bodies[function]);
        Assert.Equal(function, escalation.Text("function"));
    }

    [Fact]
    public async Task A_township_is_below_its_county()
    {
        var county = await server.RegulatorAsync("CN-533124");
        Assert.Equal(county.Id, await EscalateAsync("township.example", "CN-533124102"));
        var township = await server.RegulatorAsync("CN-533124103");
        Assert.Equal(township.Id, await EscalateAsync("township-own.example", "CN-533124103"));
    }

    [Fact]
    public async Task The_country_is_the_end_of_the_chain_and_a_sister_region_is_not_on_it()
    {
        await server.RegulatorAsync("CN-510100");
        var country = await server.RegulatorAsync("CN", "telecom", "copyright");
        Assert.Equal(country.Id, await EscalateAsync("sister.example", "CN-510700"));
    }

    [Fact]
    public async Task The_union_has_what_its_member_has_nobody_for()
    {
        var union = await server.RegulatorAsync("EU");
        Assert.Equal(union.Id, await EscalateAsync("union.example", "DE"));
    }

    [Fact]
    public async Task Where_nobody_is_registered_the_operator_has_it()
    {
        await server.RegulatorAsync("JP-13");
        var operatorId =
            (await server.Operator.GetAsync("/v1/organisations?kind=operator")).Must(200).Items.Single().Id("id");
        Assert.Equal(operatorId, await EscalateAsync("nobody.example", "JP-27"));
    }

    private async Task<Guid> EscalateAsync(
        string host, string region, string regime = "cn-copyright", string? ipType = null)
    {
        var platform = await server.PlatformAsync(host, new { region, country = region[..2], regime });
        var claimant = await server.ClaimantAsync();
        var id = await claimant.DeliverAsync(platform, new
        {
            ipType,
            work = new { title = "Goods", type = "goods", registrationNo = "TM-1" },
            target = new { url = $"https://{host}/1" },
            statements = new[] { "truth" },
            evidence = new[] { new { kind = "screenshot", sha256 = Sample.Sha256 } },
        });
        await server.AdvanceAsync("P8D");
        var escalation =
            Assert.Single((await server.Operator.GetAsync($"/v1/escalations?platform={platform.Id}")).Must(200).Items);
        var timeline = (await claimant.Api.GetAsync($"/v1/notices/{id}/timeline")).Items[^1];
        Assert.Equal(("escalated", escalation.Id("regulatorId")), (timeline.Text("type"), timeline.Id("escalatedTo")));
        Assert.Equal(
            (id, "act", "open", region),
            (escalation.Id("noticeId"), escalation.Text("deadline"), escalation.Text("status"),
                escalation.Text("region")));
        return escalation.Id("regulatorId");
    }
}
