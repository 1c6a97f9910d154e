using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Registers;

/// <summary>Rows of registers: versions, owners and readers (F01–F07, F13, F14).</summary>
public sealed class RegisterTests(TestServer server) : IClassFixture<TestServer>
{
    private static object Site(string domain, string name = "示例影视网", params string[] flags) =>
        new { fields = new { name, domain, flags, monitored = true, icpNo = "滇ICP备1号",
            licences = new[] { "A", "B" } } };

    [Fact]
    public async Task A_dry_run_of_one_row_tells_what_it_would_do_and_stores_nothing()
    {
        var body = await server.RegulatorAsync("CN-110105");
        var (officer, _) = await server.PersonOfAsync(body);
        const string path = "/v1/registers/sites?dryRun=true";
        var told = (await officer.PostAsync(path, Site("dry.example"))).Must(200).Json;
        Assert.Equal("sites true 1 1 0 0 0 0", string.Join(' ', told.Text("register"), told["dryRun"]!.ToJsonString(),
            told.Long("rows"), told.Long("added"), told.Long("changed"), told.Long("unchanged"), told.Long("removed"),
            told.Long("rejected")));
        var difference = Assert.Single(told["differences"]!.AsArray())!;
        Assert.Equal(("added", "示例影视网", 1L),
            (difference.Text("kind"), difference.Text("title"), difference.Long("row")));
        Assert.Contains("domain", difference["fields"]!.AsArray().Select(f => f!.GetValue<string>()));
        Assert.Empty((await officer.GetAsync("/v1/registers/sites")).Must(200).Items);
        Assert.Empty((await body.Api.GetAsync("/v1/audit?act=register-row.create")).Must(200).Items);
        (await officer.PostAsync(path, new { fields = new { domain = "dry.example" } })).Must(400);
        (await officer.PostAsync("/v1/registers/sites", Site("dry.example"))).Must(201);
        Assert.Equal("register.row-exists", (await officer.PostAsync(path, Site("dry.example"))).Must(409).Code);
    }

    [Fact, Trait("Id", "F01")]
    public async Task F01_A_site_is_added_changed_and_removed_and_every_version_stays()
    {
        var body = await server.RegulatorAsync("CN-110101");
        var (officer, person) = await server.PersonOfAsync(body);
        var row = (await officer.PostAsync("/v1/registers/sites", Site("f01.example"))).Must(201).Json;
        var path = $"/v1/registers/sites/rows/{row.Id("id")}";
        var first = await server.NowAsync();
        await server.AdvanceAsync("PT1H");
        var changed = (await officer.PutAsync(path, new
        {
            fields = new { name = "改名", domain = "f01.example" }, version = 1,
        })).Must(200).Json;
        Assert.Equal((2, "改名"), (changed["version"]!.GetValue<int>(), changed["fields"].Text("name")));
        (await officer.PutAsync(path, new { fields = new { name = "x", domain = "f01.example" }, version = 1 }))
            .Must(409);
        await server.AdvanceAsync("PT1H");
        (await officer.PostAsync($"{path}/removal", new { reason = "网站已关闭" })).Must(204);
        (await officer.GetAsync(path)).Must(404);
        Assert.Empty((await officer.GetAsync("/v1/registers/sites")).Must(200).Items);
        var then = Assert.Single((await officer.GetAsync($"/v1/registers/sites?asOf={first:yyyy-MM-ddTHH:mm:ss.fffZ}"))
            .Must(200).Items)!;
        Assert.Equal(("示例影视网", "true"), (then["fields"].Text("name"), then["fields"]!["monitored"]!.ToJsonString()));
        var history = (await officer.GetAsync($"{path}/history")).Must(200).Items;
        Assert.Equal(["1", "2", "3"], history.Select(v => v!["version"]!.ToJsonString()));
        Assert.Equal("true", history[2]!["removed"]!.ToJsonString());
        Assert.Contains("name", history[1]!["changed"]!.AsArray().Select(c => c!.GetValue<string>()));
        Assert.All(history, v => Assert.Equal(person, v.Id("personId")));
        var second = (await officer.GetAsync($"{path}/history?after=1&limit=1")).Must(200);
        Assert.Equal("改名", Assert.Single(second.Items)!["fields"].Text("name"));
    }

    [Fact, Trait("Id", "F06")]
    public async Task F06_Each_list_has_its_owner_and_the_date_of_its_last_change()
    {
        var body = await server.RegulatorAsync("CN-110102");
        var (officer, _) = await server.PersonOfAsync(body);
        (await officer.PostAsync("/v1/registers/key-new-business", new
        {
            fields = new { name = "数藏平台", field = "nft", blockchainFilingNo = "京网信备1号", filingCheckedOn = "2026/3/5" },
        })).Must(201);
        var list = (await officer.GetAsync("/v1/registers")).Must(200).Items
            .Single(r => r.Text("code") == "key-new-business")!["lists"]!.AsArray().Single(l =>
                l.Id("owner") == body.Id)!;
        Assert.Equal(("1", "李明"), (list["rows"]!.ToJsonString(), list.Text("updatedBy")));
        Assert.True(list.Time("updatedAt") <= await server.NowAsync());
    }

    [Theory, Trait("Id", "F02"), Trait("Id", "F03"), Trait("Id", "F04"), Trait("Id", "F05"), Trait("Id", "F07")]
    [Trait("Id", "F13"), Trait("Id", "F14")]
    [InlineData("sites", """{"name":"F02","domain":"f02.example","sector":"video","checkedOn":"2026-03-05"}""")]
    [InlineData("platforms", """{"name":"F04","licences":["A"],"contact":"张三"}""")]
    [InlineData("key-new-business", """{"name":"F05","field":"script-game"}""")]
    [InlineData("key-new-business", """{"name":"F07","field":"nft","blockchainFilingNo":"1"}""")]
    [InlineData("licences", """{"title":"F13","licensor":"A","licensee":"B","terms":"按次付费"}""")]
    [InlineData("hosting-providers", """{"name":"H","licenceNo":"B1-1"}""")]
    [InlineData("access-providers", """{"name":"A","licenceNo":"B1-1"}""")]
    [InlineData("apps", """{"name":"App","package":"com.example","store":"S"}""")]
    [InlineData("blacklist", """{"name":"B","kind":"company","basis":"条例","until":"2027-01-01"}""")]
    public async Task F02_to_F14_Every_register_takes_its_fields(string code, string fields)
    {
        var (officer, _) = await server.PersonOfAsync(await server.RegulatorAsync("CN-120101"));
        var made = (await officer.PostAsync($"/v1/registers/{code}", new { fields = JsonNode.Parse(fields) })).Must(
            201);
        foreach (var (name, value) in JsonNode.Parse(fields)!.AsObject())
            Assert.Equal(value!.ToJsonString(), made.Json["fields"]![name]!.ToJsonString());
        Assert.Equal("register.row-exists", (await officer.PostAsync(
            $"/v1/registers/{code}", new { fields = JsonNode.Parse(fields) })).Must(409).Code);
    }

    [Fact]
    public async Task A_body_reads_its_subtree_and_writes_its_own_and_others_find_nothing()
    {
        var county = await server.RegulatorAsync("CN-440103");
        var prefecture = await server.RegulatorAsync("CN-440100");
        var (officer, _) = await server.PersonOfAsync(county);
        var (above, _) = await server.PersonOfAsync(prefecture);
        var (elsewhere, _) = await server.PersonOfAsync(await server.RegulatorAsync("CN-450000"));
        var (police, _) = await server.PersonOfAsync(await server.RegulatorAsync("CN-440000", "police"));
        var row = (await officer.PostAsync("/v1/registers/sites", Site("wall.example"))).Must(201).Json;
        var path = $"/v1/registers/sites/rows/{row.Id("id")}";
        (await above.GetAsync(path)).Must(200);
        var change = new { fields = new { name = "x", domain = "wall.example" } };
        Assert.Equal("register.not-yours", (await above.PutAsync(path, change)).Must(403).Code);
        foreach (var stranger in new[] { elsewhere, police })
        {
            (await stranger.GetAsync(path)).Must(404);
            (await stranger.GetAsync($"{path}/history")).Must(404);
            (await stranger.PutAsync(path, change)).Must(404);
            (await stranger.PostAsync($"{path}/removal", new { reason = "x" })).Must(404);
            Assert.Empty((await stranger.GetAsync($"/v1/registers/sites?owner={county.Id}")).Must(200).Items);
        }
        var platform = await server.PlatformAsync("reads-registers.example", new { region = "CN-440103" });
        (await platform.Api.GetAsync("/v1/registers/sites")).Must(404);
        (await platform.Api.GetAsync(path)).Must(404);
        (await (await server.ClaimantAsync()).Api.GetAsync("/v1/registers")).Must(403);
    }

    [Fact]
    public async Task An_organisations_key_and_a_reader_write_nothing()
    {
        var body = await server.RegulatorAsync("CN-440104");
        var (reader, _) = await server.PersonOfAsync(body, "reader");
        Assert.Equal("person.required",
            (await body.Api.PostAsync("/v1/registers/sites", Site("key.example"))).Must(403).Code);
        Assert.Equal("person.required", (await body.Api.SendAsync(
            HttpMethod.Post, "/v1/registers/sites", "name,domain\r\nx,x.example", "text/csv")).Must(403).Code);
        Assert.Equal("scope.missing", (await reader.PostAsync("/v1/registers/sites", Site("r.example"))).Must(
            403).Code);
        Assert.Empty((await body.Api.GetAsync("/v1/registers/sites")).Must(200).Items);
    }

    [Theory]
    [InlineData("""{"name":"x"}""", "/fields/domain", "field.required")]
    [InlineData("""{"name":"x","domain":"x.example","colour":"red"}""", "/fields/colour", "field.unknown")]
    [InlineData("""{"name":"x","domain":"no host"}""", "/fields/domain", "host.invalid")]
    [InlineData("""{"name":"a\nb","domain":"x.example"}""", "/fields/name", "text.line")]
    [InlineData("""{"name":{"a":1},"domain":"x.example"}""", "/fields/name", "field.type")]
    [InlineData("""{"name":"x","domain":"x.example","flags":["other"]}""", "/fields/flags", "value.unknown")]
    public async Task Bad_fields_are_named(string fields, string pointer, string code)
    {
        var (officer, _) = await server.PersonOfAsync(await server.RegulatorAsync("CN-460100"));
        var answer = (await officer.PostAsync("/v1/registers/sites", new { fields = JsonNode.Parse(fields) })).Must(
            400);
        Assert.Equal((pointer, code), Assert.Single(answer.Faults));
    }
}
