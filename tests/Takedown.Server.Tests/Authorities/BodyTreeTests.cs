using Microsoft.Extensions.DependencyInjection;
using Takedown.Contracts;
using Takedown.Server.Bodies;
using Takedown.Server.Cases;
using Takedown.Server.Registry;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;
using Organisation = Takedown.Server.Tests.Harness.Organisation;

namespace Takedown.Server.Tests.Authorities;

/// <summary>E13: bodies beside the tree. A body that moves keeps its cases. D25, E20: what organisations are.</summary>
public sealed class BodyTreeTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    [Trait("Id", "E13")]
    public async Task E13_a_body_beside_the_tree_has_the_regions_that_it_covers_and_no_others()
    {
        var country = await server.RegulatorAsync("CN");
        var xinjiang = await server.RegulatorAsync("CN-650000");
        var corps = await server.BodyAsync("CN-650000", country.Id, ["CN-659001", "CN-659002"]);
        Assert.Equal(["CN-659001", "CN-659002"],
            corps.Registered["covers"]!.AsArray().Select(c => c!.GetValue<string>()));
        var its = await EscalateAsync("corps.example", "CN-659001");
        var others = await EscalateAsync("xinjiang.example", "CN-650100");
        Assert.Equal(("covers", corps.Id), (its["routing"].Text("rule"), its.Id("regulatorId")));
        Assert.Equal(("region-above", xinjiang.Id), (others["routing"].Text("rule"), others.Id("regulatorId")));
        (await corps.Api.GetAsync($"/v1/escalations/{its.Id("id")}")).Must(200);
        (await corps.Api.GetAsync($"/v1/escalations/{others.Id("id")}")).Must(404);
        var registry = await RegistryAsync();
        Assert.True(registry.IsAbove(country.Id, corps.Id));
        Assert.False(registry.IsAbove(xinjiang.Id, corps.Id), "its parent is another");
    }

    [Fact]
    [Trait("Id", "E09")]
    [Trait("Id", "E13")]
    public async Task E09_a_copyright_body_steers_the_team_below_it_in_their_common_function()
    {
        var office = await server.BodyAsync("CN-120101", null, null, "copyright");
        var team = await server.BodyAsync("CN-120000", office.Id, null, "copyright", "culture-enforcement");
        var one = await EscalateAsync("team.example", "CN-120102");
        var hidden = await EscalateAsync("own.example", "CN-310101");
        Assert.Equal(team.Id, one.Id("regulatorId"));
        var read = (await office.Api.GetAsync($"/v1/escalations/{one.Id("id")}")).Must(200).Json;
        Assert.Equal("platform", read.Text("seenAs"));
        var listed = (await office.Api.GetAsync("/v1/escalations")).Must(200).Items;
        Assert.Contains(one.Id("id"), listed.Select(e => e.Id("id")));
        (await office.Api.GetAsync($"/v1/escalations/{hidden.Id("id")}")).Must(404);
    }

    [Fact]
    public async Task A_parent_is_a_body_and_never_below_its_child()
    {
        var top = await server.BodyAsync("CN-210000");
        var middle = await server.BodyAsync("CN-210100", top.Id);
        var low = await server.BodyAsync("CN-210102", middle.Id);
        foreach (var below in new[] { top.Id, middle.Id, low.Id })
            Assert.Equal([("/parentId", "parent.below")],
                (await server.ChangeAsync(top, new { parentId = below })).Must(400).Faults);
        var platform = await server.PlatformAsync("parent.example");
        Assert.Equal([("/parentId", "parent.unknown")],
            (await server.ChangeAsync(low, new { parentId = platform.Id })).Must(400).Faults);
        Assert.Equal([("/parentId", "field.not-for-kind")],
            (await server.ChangeAsync(platform, new { parentId = top.Id })).Must(400).Faults);
        Assert.Equal([("/covers/0", "region.unknown")],
            (await server.ChangeAsync(low, new { covers = new[] { "CN-21" } })).Must(400).Faults);
    }

    /// <summary>The line of the issue: a body moved to another parent while it has open cases.</summary>
    [Fact]
    [Trait("Id", "E12")]
    public async Task A_body_that_moves_keeps_its_cases_and_the_new_superior_reads_them()
    {
        var (former, next) = (await server.RegulatorAsync("CN-350100"), await server.RegulatorAsync("CN-360100"));
        var body = await server.BodyAsync("CN-350102", former.Id);
        var (open, closed) = (await CaseAsync(body, CaseState.Ordered), await CaseAsync(body, CaseState.Closed));
        Assert.Equal("body former", await ReadersAsync(open, body, former, next));

        (await server.ChangeAsync(body, new { parentId = next.Id })).Must(200);
        Assert.Equal(body.Id, (await FindAsync(open)).BodyId);
        // The former superior still has the place of the case.
        Assert.Equal("body former next", await ReadersAsync(open, body, former, next));
        var act = Assert.Single(await ActsAsync(ActSubject.Case, open));
        Assert.Equal(("body-moved", 1), (act.Act, act.Details!.Value.GetProperty("openCases").GetInt32()));
        Assert.Equal(next.Id, act.Details.Value.GetProperty("to").GetProperty("parentId").GetGuid());
        Assert.Empty(await ActsAsync(ActSubject.Case, closed));
        Assert.Equal("moved", Assert.Single(await ActsAsync(ActSubject.Body, body.Id)).Act);
        var shown = (await next.Api.GetAsync($"/v1/bodies/{body.Id}")).Must(200).Json;
        Assert.Equal("moved", shown["history"]![0].Text("act"));
        Assert.Null((await former.Api.GetAsync($"/v1/bodies/{body.Id}")).Must(200).Json["history"]);

        // With another region too, the former superior has nothing in common with the body's new cases.
        (await server.ChangeAsync(body, new { region = "CN-360102" })).Must(200);
        var later = await CaseAsync(body, CaseState.Accepted, "CN-360102");
        Assert.Equal("body next", await ReadersAsync(later, body, former, next));
        // A change of the name is no move.
        (await server.ChangeAsync(body, new { name = "Renamed" })).Must(200);
        Assert.Equal(2, (await ActsAsync(ActSubject.Body, body.Id)).Count);
    }

    [Fact]
    [Trait("Id", "D25")]
    public async Task D25_a_court_reads_and_decides_nothing()
    {
        var court = await server.RegulatorAsync("CN-370000", "court");
        var made = await server.Operator.PostAsync($"/v1/organisations/{court.Id}/keys", new { name = "all" });
        var me = await court.Api.GetAsync("/v1/me");
        foreach (var answer in new[] { made.Must(201), me.Must(200) })
            Assert.Equal(["read", "register"], answer.Json["scopes"]!.AsArray().Select(s => s!.GetValue<string>()));
        Assert.Equal([("/scopes/0", "scope.not-allowed")], (await server.Operator.PostAsync(
            $"/v1/organisations/{court.Id}/keys", new { name = "d", scopes = new[] { "decide" } })).Must(400).Faults);
        var sent = await court.Api.PostAsync("/v1/batches", new { notices = Array.Empty<object>() });
        Assert.Equal("scope.missing", sent.Must(403).Code);
        // A body that becomes a court loses its right at once.
        var body = await server.RegulatorAsync("CN-370100");
        Assert.Contains("decide", (await body.Api.GetAsync("/v1/me")).Must(200).Body);
        (await server.ChangeAsync(body, new { functions = new[] { "court" } })).Must(200);
        Assert.DoesNotContain("decide", (await body.Api.GetAsync("/v1/me")).Must(200).Body);
    }

    [Fact]
    [Trait("Id", "E23")]
    public async Task E23_an_association_reads_and_reports_leads_and_decides_nothing()
    {
        var association = await server.RegulatorAsync("CN-440300", "association");
        Assert.Equal(["send", "read", "register"], (await association.Api.GetAsync("/v1/me")).Must(200)
            .Json["scopes"]!.AsArray().Select(s => s!.GetValue<string>()));
        var lead = (await association.Api.PostAsync("/v1/leads", new { source = "patrol", text = "盗版" })).Must(201)
            .Json.Id("id");
        (await association.Api.GetAsync("/v1/leads")).Must(200);
        (await association.Api.GetAsync("/v1/compliance/overview")).Must(200);
        foreach (var (path, body) in new (string, object)[]
        {
            ($"/v1/leads/{lead}/triage", new { decision = "accept" }), ("/v1/cases", new { }),
            ("/v1/publications", new { }),
        })
            Assert.Equal("scope.missing", (await association.Api.PostAsync(path, body)).Must(403).Code);
    }

    [Fact]
    [Trait("Id", "E20")]
    public async Task E20_a_claimant_says_whether_it_holds_rights_or_acts_for_others()
    {
        foreach (var type in (string[])["rights-holder", "agent", "association", "collective", "foreign"])
        {
            var made = await server.ClaimantAsync(type, new { type, country = type == "foreign" ? "US" : "CN" });
            Assert.Equal(type, made.Registered.Text("type"));
        }
        (await server.Operator.PostAsync(
            "/v1/organisations", new { kind = "claimant", name = "A", country = "CN", type = "army" })).Must(400);
        Assert.Equal([("/type", "field.not-for-kind")], (await server.Operator.PostAsync(
            "/v1/organisations",
            new { kind = "regulator", name = "A", region = "CN", functions = new[] { "tax" }, type = "agent" }))
            .Must(400).Faults);
    }

    private async Task<System.Text.Json.Nodes.JsonNode> EscalateAsync(string host, string region)
    {
        var (platform, _, _) = await server.DeliveredAsync(host, new { region });
        await server.AdvanceAsync("P8D");
        return await server.EscalationOfAsync(platform);
    }

    private Task<RegistrySnapshot> RegistryAsync() =>
        server.Services.GetRequiredService<RegistryCache>().CurrentAsync();

    private Database Database => server.Services.GetRequiredService<Database>();

    private async Task<Guid> CaseAsync(Organisation body, CaseState state, string region = "CN-350102")
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        await Database.WriteAsync(s => CaseStore.AddAsync(s, new CaseRow
        {
            Id = id, No = $"{id}", Title = "Case", BodyId = body.Id, Region = region, Function = "copyright",
            IpType = "copyright", State = state, OpenedAt = DateTimeOffset.UnixEpoch,
        }));
        return id;
    }

    private async Task<CaseRow> FindAsync(Guid id) => (await Database.ReadAsync(s => CaseStore.FindAsync(s, id)))!;

    private async Task<string> ReadersAsync(Guid id, Organisation body, Organisation former, Organisation next)
    {
        var (row, registry) = (await FindAsync(id), await RegistryAsync());
        return string.Join(' ', new[] { (body, "body"), (former, "former"), (next, "next") }
            .Where(r => registry.Reads(r.Item1.Id, row.BodyId, row.Region, row.Function)).Select(r => r.Item2));
    }

    private Task<IReadOnlyList<ActView>> ActsAsync(ActSubject subject, Guid id) =>
        Database.ReadAsync(s => ActJournal.OfAsync(s, subject, id));
}
