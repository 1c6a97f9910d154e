using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Leads;

/// <summary>
/// G01, G06, G07, G08, A21, B16, D01: leads of regulators and platforms, their body and their triage.
/// </summary>
[Trait("Id", "G01")]
[Trait("Id", "G06")]
[Trait("Id", "B16")]
[Trait("Id", "D01")]
public sealed class LeadTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Nobody = "019a0000-0000-7000-8000-000000000000";

    private static object Complaint(string channel = "phone") => new
    {
        source = "complaint", channel, text = "盗版电影", targets = new[] { new { url = "https://nowhere.example/1" } },
        receivedAt = "2026-01-05T08:00:00Z",
    };

    private static object Patrol(string url = "https://pirate.example/1") =>
        new { source = "patrol", targets = new[] { new { url } }, work = new { title = "七里香", type = "music" } };

    private static async Task<JsonNode> EnterAsync(Api api, object lead) =>
        (await api.PostAsync("/v1/leads", lead)).Must(201).Json;

    private static Task<Answer> TriageAsync(Api api, JsonNode lead, object decision) =>
        api.PostAsync($"/v1/leads/{lead.Id("id")}/triage", decision);

    [Fact]
    public async Task Refused_input_names_every_fault()
    {
        var county = await server.RegulatorAsync("CN-441302");
        var faults = (await county.Api.PostAsync("/v1/leads", new
        {
            source = "complaint",
            receivedAt = "2999-01-01T00:00:00Z",
            targets = new object[] { new { url = "javascript:alert(1)" }, new { } },
            parties = new[] { new { uscc = "1" } },
            function = "weather",
        })).Must(400).Faults.ToList();
        Assert.Contains(("/channel", "field.required"), faults);
        Assert.Contains(("/receivedAt", "time.future"), faults);
        Assert.Contains(faults, f => f.Pointer == "/targets/0/url");
        Assert.Contains(("/targets/1", "location.required"), faults);
        Assert.Contains(("/parties/0/uscc", "value.bad-format"), faults);
        Assert.Contains(("/function", "value.unknown"), faults);
        (await county.Api.PostAsync("/v1/leads", new { source = "gossip" })).Must(400);
        (await county.Api.PostAsync("/v1/leads", new { })).Must(400);
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("letter")]
    [InlineData("mail")]
    [InlineData("wechat")]
    [InlineData("platform")]
    [InlineData("web")]
    [InlineData("cyberspace")]
    [InlineData("consumer")]
    [Trait("Id", "G07")]
    [Trait("Id", "G08")]
    public async Task A_complaint_received_elsewhere_is_entered_with_its_channel(string channel)
    {
        var county = await server.RegulatorAsync("CN-441303");
        var lead = await EnterAsync(county.Api, new { source = "complaint", channel, text = "盗版" });
        Assert.Equal((channel, "received", "sender", county.Id),
            (lead.Text("channel"), lead.Text("status"), lead.Text("routedBy"), lead.Id("bodyId")));
        Assert.Equal("running", lead["triage"]!.Text("status"));
    }

    [Fact]
    [Trait("Id", "A21")]
    public async Task A21_a_platforms_clue_goes_to_the_body_of_its_place_and_the_type_of_right()
    {
        var copyright = await server.RegulatorAsync("CN-420100");
        var market = await server.RegulatorAsync("CN-420000", "market");
        var platform = await server.PlatformAsync(
            Bodies.NewHost("clue"), new { region = "CN-420106", regime = "cn-ecommerce" });
        var clue = await EnterAsync(platform.Api, new { text = "团伙盗录", parties = new[] { new { name = "张三" } } });
        Assert.Equal(("platform", "platform", copyright.Id, "platform"),
            (clue.Text("source"), clue.Text("channel"), clue.Id("bodyId"), clue.Text("routedBy")));
        var mark = await EnterAsync(platform.Api, new { text = "假冒", ipType = "trademark" });
        Assert.Equal(market.Id, mark.Id("bodyId"));

        var own = (await platform.Api.GetAsync($"/v1/leads/{clue.Id("id")}")).Must(200).Json;
        Assert.Null(own["history"]);
        (await platform.Api.PostAsync("/v1/leads", new { source = "patrol", text = "x" })).Must(400);
        (await TriageAsync(platform.Api, clue, new { decision = "accept" })).Must(403);
        var other = await server.PlatformAsync(Bodies.NewHost("clue"));
        (await other.Api.GetAsync($"/v1/leads/{clue.Id("id")}")).Must(404);
        Assert.DoesNotContain(clue.Id("id"), (await other.Api.GetAsync("/v1/leads")).Items.Select(l => l.Id("id")));
    }

    [Fact]
    public async Task A_lead_is_read_by_its_body_and_those_above_it_and_by_nobody_else()
    {
        var county = await server.RegulatorAsync("CN-370102");
        var province = await server.RegulatorAsync("CN-370000");
        var elsewhere = await server.RegulatorAsync("CN-360000");
        var police = await server.RegulatorAsync("CN-370000", "police");
        var id = (await EnterAsync(county.Api, Complaint())).Id("id");
        foreach (var reader in new[] { county, province })
        {
            (await reader.Api.GetAsync($"/v1/leads/{id}")).Must(200);
            Assert.Contains(id, (await reader.Api.GetAsync("/v1/leads")).Items.Select(l => l.Id("id")));
        }
        foreach (var stranger in new[] { elsewhere, police })
        {
            (await stranger.Api.GetAsync($"/v1/leads/{id}")).Must(404);
            (await stranger.Api.PostAsync($"/v1/leads/{id}/triage", new { decision = "accept" })).Must(404);
            Assert.DoesNotContain(id, (await stranger.Api.GetAsync("/v1/leads")).Items.Select(l => l.Id("id")));
        }
        (await (await server.ClaimantAsync()).Api.GetAsync($"/v1/leads/{id}")).Must(403);
    }

    [Fact]
    public async Task The_contact_is_for_people_of_the_responsible_body_and_reading_it_is_audited()
    {
        await using var secret = await Disposable.StartAsync(
            ("Takedown:Secrets:Key", "a-secret-key-of-the-test-0123456789abcdef"));
        var own = secret.Server;
        var county = await own.RegulatorAsync("CN-370103");
        var above = await own.RegulatorAsync("CN-370000");
        var id = (await EnterAsync(county.Api, new
        {
            source = "complaint", channel = "phone", text = "盗版", contact = "13800000000",
        })).Id("id");
        var officer = await own.BodyPersonAsync(county);
        Assert.Equal("13800000000", (await officer.GetAsync($"/v1/leads/{id}")).Must(200).Json.Text("contact"));
        foreach (var blind in new[] { county.Api, above.Api, await own.BodyPersonAsync(above), own.Operator })
            Assert.Null((await blind.GetAsync($"/v1/leads/{id}")).Must(200).Json["contact"]);
        Assert.Null((await officer.GetAsync("/v1/leads")).Items[0]!["contact"]);
        Assert.Single((await county.Api.GetAsync("/v1/audit?act=lead-contact.read")).Must(200).Items);
    }

    [Fact]
    public async Task A_decision_needs_a_person_of_the_responsible_body()
    {
        var county = await server.RegulatorAsync("CN-350102");
        var province = await server.RegulatorAsync("CN-350000");
        var lead = await EnterAsync(county.Api, Patrol());
        var accept = new { decision = "accept" };
        Assert.Equal("person.required", (await TriageAsync(county.Api, lead, accept)).Must(403).Code);
        Assert.Equal("body.not-responsible", (await TriageAsync(
            await server.BodyPersonAsync(province), lead, new { decision = "accept" })).Must(403).Code);
        Assert.Equal("scope.missing", (await TriageAsync(
            await server.BodyPersonAsync(county.Id, role: "reader"), lead, accept)).Must(403).Code);
        var officer = await server.BodyPersonAsync(county, "Wang Fang");
        Assert.Contains(("/reason", "field.required"),
            (await TriageAsync(officer, lead, new { decision = "refuse" })).Must(400).Faults);
        var accepted = (await TriageAsync(officer, lead, new { decision = "accept" })).Must(200).Json;
        Assert.Equal(("accepted", "met"), (accepted.Text("status"), accepted["triage"]!.Text("status")));
        Assert.Equal(["entered", "accepted"], accepted["history"]!.AsArray().Select(h => h!.Text("act")));
        Assert.Equal("Wang Fang", accepted["history"]![1]!.Text("person"));
        Assert.Equal("lead.decided", (await TriageAsync(officer, lead, new { decision = "accept" })).Must(409).Code);

        (await officer.PostAsync($"/v1/leads/{lead.Id("id")}/closure", new { outcome = "" })).Must(400);
        Assert.Equal("closed", (await officer.PostAsync(
            $"/v1/leads/{lead.Id("id")}/closure", new { outcome = "已责令删除" })).Must(200).Json.Text("status"));
        (await officer.PostAsync($"/v1/leads/{lead.Id("id")}/closure", new { outcome = "again" })).Must(409);
    }

    [Fact]
    public async Task A_lead_handed_down_or_over_is_decided_anew_and_its_road_stays_visible()
    {
        var province = await server.RegulatorAsync("CN-340000");
        var county = await server.RegulatorAsync("CN-340102");
        var other = await server.RegulatorAsync("CN-220000", "cyberspace");
        var lead = await EnterAsync(province.Api, Patrol());
        var head = await server.BodyPersonAsync(province);
        Assert.Contains(("/to", "lead.not-below"), (await TriageAsync(
            head, lead, new { decision = "hand-down", to = other.Id })).Must(400).Faults);
        Assert.Contains(("/to", "body.unknown"), (await TriageAsync(
            head, lead, new { decision = "hand-down", to = Nobody })).Must(400).Faults);
        var down = (await TriageAsync(head, lead, new { decision = "hand-down", to = county.Id })).Must(200).Json;
        Assert.Equal(
            (county.Id, "received", "CN-340102"), (down.Id("bodyId"), down.Text("status"), down.Text("region")));
        Assert.Equal("running", down["triage"]!.Text("status"));
        (await TriageAsync(head, lead, new { decision = "accept" })).Must(403);

        var officer = await server.BodyPersonAsync(county);
        Assert.Contains(("/reason", "field.required"), (await TriageAsync(
            officer, lead, new { decision = "hand-over", to = other.Id })).Must(400).Faults);
        (await TriageAsync(officer, lead, new { decision = "hand-over", to = other.Id, reason = "属网信职责" })).Must(200);
        foreach (var reader in new[] { province.Api, county.Api, other.Api })
        {
            var seen = (await reader.GetAsync($"/v1/leads/{lead.Id("id")}")).Must(200).Json;
            Assert.Equal("cyberspace", seen.Text("function"));
            Assert.Equal([(province.Id, county.Id), (county.Id, other.Id)],
                seen["moves"]!.AsArray().Select(m => (m!.Id("from"), m!.Id("to"))));
            Assert.Contains(lead.Id("id"), (await reader.GetAsync("/v1/leads")).Items.Select(l => l.Id("id")));
        }
    }

    [Fact]
    public async Task A_lead_without_a_decision_is_overdue_after_three_working_days_and_only_marked()
    {
        await using var own = await Disposable.StartAsync();
        var county = await own.Server.RegulatorAsync("CN-330102");
        var lead = await EnterAsync(county.Api, Patrol());
        Assert.Empty((await county.Api.GetAsync("/v1/leads?overdue=true")).Items);
        await own.Server.AdvanceAsync("P15D");
        var late = Assert.Single((await county.Api.GetAsync("/v1/leads?overdue=true")).Items);
        Assert.Equal(("received", "breached", true),
            (late.Text("status"), late!["triage"]!.Text("status"), late["triage"]!["overdue"]!.GetValue<bool>()));
        var history = (await county.Api.GetAsync($"/v1/leads/{lead.Id("id")}")).Json["history"]!.AsArray();
        Assert.Equal("triage-overdue", history[^1]!.Text("act"));
        Assert.Null(history[^1]!["person"]);
        var officer = await own.Server.BodyPersonAsync(county);
        var accepted = (await TriageAsync(officer, lead, new { decision = "accept" })).Must(200).Json;
        Assert.Equal("late", accepted["triage"]!.Text("status"));
    }

    [Fact]
    [Trait("Id", "E17")]
    public async Task E17_the_cross_border_track_is_listed_apart()
    {
        var county = await server.RegulatorAsync("CN-230102");
        var foreign = await server.PlatformAsync(
            Bodies.NewHost("abroad"), new { country = "US", region = "US-CA", regime = "us-dmca" });
        var marked = await EnterAsync(county.Api, new { source = "other", text = "境外站点", crossBorder = true });
        var computed = await EnterAsync(county.Api, new { source = "other", text = "境外", platformId = foreign.Id });
        var home = await EnterAsync(county.Api, Patrol());
        var listed = (await county.Api.GetAsync("/v1/leads?crossBorder=true")).Must(200).Items.Select(l => l.Id("id"));
        Assert.Equal([marked.Id("id"), computed.Id("id")], listed);
        Assert.False(home["crossBorder"]!.GetValue<bool>());
    }

    [Fact]
    public async Task The_same_request_twice_is_one_lead()
    {
        var county = await server.RegulatorAsync("CN-230103");
        var key = ("Idempotency-Key", "lead-1");
        var first = (await county.Api.PostAsync("/v1/leads", Patrol(), key)).Must(201).Json;
        Assert.Equal(first.Id("id"), (await county.Api.PostAsync("/v1/leads", Patrol(), key)).Must(201).Json.Id("id"));
        Assert.Single((await county.Api.GetAsync("/v1/leads")).Items);
    }
}
