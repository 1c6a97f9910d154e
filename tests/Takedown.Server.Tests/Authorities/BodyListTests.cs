using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Authorities;

/// <summary>G01, G04: public complaint contacts of bodies. E12, E14: levels and units.</summary>
[Trait("Id", "G01")]
[Trait("Id", "G04")]
public sealed class BodyListTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly object Contacts = new[]
    {
        new { channel = "phone", value = "020-37605967" }, new { channel = "mail", value = "gdsbqj@126.example" },
        new { channel = "letter", value = "广州市越秀区 1 号" }, new { channel = "wechat", value = "gdbq" },
        new { channel = "web", value = "https://office.example/complaints" },
    };

    [Fact]
    public async Task G04_the_head_publishes_contacts_and_everybody_reads_them()
    {
        var body = await server.RegulatorAsync("CN-440000");
        var (_, head) = await server.PersonAsync(body, "head");
        (await head.PutAsync($"/v1/bodies/{body.Id}/contacts", new { contacts = Contacts })).Must(200);
        var (platform, claimant) = (await server.PlatformAsync("contacts.example"), await server.ClaimantAsync());
        foreach (var reader in new[] { platform.Api, claimant.Api, server.Operator, server.Anonymous })
        {
            var found = (await reader.GetAsync("/v1/bodies?region=CN-440100&function=copyright")).Must(200).Items
                .Single(b => b.Id("id") == body.Id);
            Assert.Equal(
                ["phone", "mail", "letter", "wechat", "web"],
                found!["contacts"]!.AsArray().Select(c => c.Text("channel")));
            Assert.Equal(("020-37605967", "province"), (found["contacts"]![0].Text("value"), found.Text("level")));
            var one = (await reader.GetAsync($"/v1/bodies/{body.Id}")).Must(200).Json;
            Assert.Equal(reader == server.Operator, one["history"] is not null);
        }
        (await server.With("x").GetAsync("/v1/bodies")).Must(401);
        (await server.With("x").GetAsync($"/v1/bodies/{body.Id}")).Must(401);
    }

    [Fact]
    public async Task Only_the_head_and_the_operator_publish()
    {
        var (body, other) = (await server.RegulatorAsync("CN-450000"), await server.RegulatorAsync("CN-450100"));
        var path = $"/v1/bodies/{body.Id}/contacts";
        var good = new { contacts = Contacts };
        var (_, officer) = await server.PersonAsync(body, "officer");
        var (_, reader) = await server.PersonAsync(body, "reader");
        var (_, stranger) = await server.PersonAsync(other, "head");
        Assert.Equal("person.required", (await body.Api.PutAsync(path, good)).Must(403).Code);
        Assert.Equal("scope.missing", (await officer.PutAsync(path, good)).Must(403).Code);
        Assert.Equal("scope.missing", (await reader.PutAsync(path, good)).Must(403).Code);
        (await stranger.PutAsync(path, good)).Must(404);
        (await (await server.ClaimantAsync()).Api.PutAsync(path, good)).Must(403);
        (await server.Operator.PutAsync(path, good)).Must(200);
        var nobody = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        (await server.Operator.PutAsync($"/v1/bodies/{nobody}/contacts", good)).Must(404);
    }

    [Theory]
    [InlineData("""{}""", "/contacts field.required")]
    [InlineData("""{"contacts":[null]}""", "/contacts/0/channel field.required")]
    [InlineData("""{"contacts":[{"channel":"phone","value":" "}]}""", "/contacts/0/value field.required")]
    [InlineData("""{"contacts":[{"channel":"mail","value":"nobody"}]}""", "/contacts/0/value email.invalid")]
    [InlineData("""{"contacts":[{"channel":"web","value":"javascript:alert(1)"}]}""", "/contacts/0/value contact.web")]
    [InlineData(
        """{"contacts":[{"channel":"web","value":"https://u:p@a.example"}]}""", "/contacts/0/value contact.web")]
    [InlineData("""{"contacts":[{"channel":"phone","value":"1\u0007"}]}""", "/contacts/0/value text.control")]
    public async Task A_contact_that_is_none_is_refused_at_its_place(string body, string fault)
    {
        var office = await server.RegulatorAsync("CN-460000");
        var answer = await server.Operator.SendAsync(
            HttpMethod.Put, $"/v1/bodies/{office.Id}/contacts", body, "application/json");
        Assert.Contains(fault, answer.Must(400).Faults.Select(f => $"{f.Pointer} {f.Code}"));
    }

    [Fact]
    [Trait("Id", "E12")]
    public async Task E12_a_place_names_its_bodies_from_the_township_to_the_country()
    {
        var ids = new List<Guid>();
        foreach (var region in (string[])["CN-620102102", "CN-620102", "CN-620100", "CN-620000"])
            ids.Add((await server.RegulatorAsync(region)).Id);
        await server.RegulatorAsync("CN-620103");
        var all = await server.Operator.GetAsync("/v1/bodies?region=CN-620102102&function=copyright");
        var found = all.Must(200).Items
            .Where(b => b.Text("region").StartsWith("CN-62", StringComparison.Ordinal)).ToList();
        Assert.Equal(ids, found.Select(b => b.Id("id")));
        Assert.Equal(["township", "county", "prefecture", "province"], found.Select(b => b.Text("level")));
        Assert.Equal([("?region", "region.unknown")],
            (await server.Operator.GetAsync("/v1/bodies?region=CN-6201021")).Must(400).Faults);
    }

    [Fact]
    [Trait("Id", "E14")]
    public async Task E14_a_body_routes_to_its_units_by_function_and_service_type()
    {
        var body = await server.RegulatorAsync("CN-630000", "copyright", "market");
        var (person, head) = await server.PersonAsync(body, "head");
        var outsider = (await server.PersonAsync(await server.RegulatorAsync("CN-640000"), "officer")).Id;
        var path = $"/v1/bodies/{body.Id}/units";
        object Units(Guid? personId, string function = "copyright") => new
        {
            units = new object[]
            {
                new { code = "goods", name = "商标处", functions = new[] { "market" } },
                new { code = "video", name = "网络视听节目管理处", functions = new[] { function },
                    serviceTypes = new[] { "short-video" }, personId },
                new { code = "general", name = "版权管理处" },
            },
        };
        Assert.Equal(
            [("/units/1/personId", "person.not-here")], (await head.PutAsync(path, Units(outsider))).Must(400).Faults);
        Assert.Equal(
            [("/units/1/functions/0", "value.unknown")],
            (await head.PutAsync(path, Units(person, "police"))).Must(400).Faults);
        Assert.Equal("person.required", (await body.Api.PutAsync(path, Units(person))).Must(403).Code);
        var put = (await head.PutAsync(path, Units(person))).Must(200).Json;
        Assert.Equal("units-put", put["history"]!.AsArray()[^1].Text("act"));

        (string Type, string Unit, Guid? Who)[] units =
            [("short-video", "video", person), ("hosting", "general", null)];
        foreach (var (type, unit, who) in units)
        {
            var routing = await RoutingAsync(type);
            Assert.Equal((unit, who), (routing.Text("unit"), routing["personId"]?.GetValue<Guid>()));
        }
        var stranger = await server.RegulatorAsync("CN-650100");
        Assert.Null((await stranger.Api.GetAsync($"/v1/bodies/{body.Id}")).Must(200).Json["units"]);
    }

    private async Task<JsonNode> RoutingAsync(string serviceType)
    {
        var host = Bodies.NewHost("unit");
        var (platform, _, _) = await server.DeliveredAsync(host, new { region = "CN-630102", serviceType });
        await server.AdvanceAsync("P8D");
        return (await server.EscalationOfAsync(platform))["routing"]!;
    }
}
