using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Enforcement;

/// <summary>Cases: who opens, reads, lists, changes, exports and closes them.</summary>
public sealed class CaseTests(CaseWorld world) : IClassFixture<CaseWorld>
{
    [Fact]
    public async Task An_organisations_own_key_and_a_reader_open_no_case()
    {
        Assert.Equal("person.required",
            (await world.County.Api.PostAsync("/v1/cases", CaseWorld.Body())).Must(403).Code);
        Assert.Equal("scope.missing", (await world.Reader.PostAsync("/v1/cases", CaseWorld.Body())).Must(403).Code);
        Assert.Equal("case.function-not-allowed",
            (await world.Police.PostAsync("/v1/cases", CaseWorld.Body())).Must(409).Code);
    }

    [Fact]
    public async Task Bad_input_is_named_by_pointer()
    {
        var answer = (await world.Officer.PostAsync("/v1/cases", CaseWorld.Body(
            ("ipType", null), ("parties", new[] { new { name = "", uscc = "short" } }),
            ("severity", new { harm = 101 }), ("path", new[] { "mob" })))).Must(400);
        Assert.Superset(
            new HashSet<string> { "/ipType", "/parties/0/name", "/parties/0/uscc", "/severity", "/path" },
            answer.Faults.Select(f => f.Pointer).ToHashSet());
        Assert.Equal(("/leads/0", "case.origin-unavailable"), (await world.Officer.PostAsync("/v1/cases",
            CaseWorld.Body(("leads", new[] { NewId.Next() })))).Must(400).Faults.Single());
    }

    /// <summary>E03, E04, E11, E19, E27, E28, D15, D16, D40.</summary>
    [Fact]
    [Trait("Id", "E03 E04 E11 E19 E27 E28 D15 D16 D40")]
    public async Task E03_E11_A_case_names_its_lead_its_responsible_person_its_parties_and_its_chain()
    {
        var platform = await world.Server.PlatformAsync(Bodies.NewHost());
        var id = await world.OpenAsync(
            ("title", "盗版案"), ("key", true), ("severity", new { scale = 80, impact = 60 }),
            ("path", new[] { "administrative", "civil" }), ("parties", new object[]
            {
                new { name = "平台", platformId = platform.Id }, new { name = "门店", offline = true, role = "seller" },
            }));
        var read = await world.ReadAsync(id);
        Assert.Equal("accepted", read["state"]!.GetValue<string>());
        Assert.Equal(world.County.Id, read["leadBodyId"]!.GetValue<Guid>());
        Assert.Equal(world.OfficerId, read["owner"]!["personId"]!.GetValue<Guid>());
        Assert.Equal(id, read["traceId"]!.GetValue<string>());
        Assert.StartsWith("533123-copyright-20", read["no"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.True(read["parties"]![1]!["offline"]!.GetValue<bool>());
        Assert.Equal("opened", read["history"]![0]!["act"]!.GetValue<string>());
        Assert.Contains((await world.Officer.GetAsync("/v1/cases?key=true")).Must(200).Items,
            c => c!["id"]!.GetValue<string>() == id);
    }

    [Fact]
    public async Task Another_regions_case_is_404_and_the_superior_reads_but_does_not_decide()
    {
        var id = await world.OpenAsync();
        foreach (var path in new[] { "", "/package" })
            (await world.Elsewhere.GetAsync($"/v1/cases/{id}{path}")).Must(404);
        (await world.Elsewhere.PostAsync($"/v1/cases/{id}/steps", CaseWorld.Step("warning"))).Must(404);
        (await world.Police.GetAsync($"/v1/cases/{id}")).Must(404);
        var (_, above) = await world.PersonAsync(world.Prefecture, "head", "Feng");
        (await above.GetAsync($"/v1/cases/{id}")).Must(200);
        Assert.Equal("case.other-body", (await above.PostAsync(
            $"/v1/cases/{id}/steps", CaseWorld.Step("warning"))).Must(403).Code);
        Assert.DoesNotContain((await world.Elsewhere.GetAsync("/v1/cases")).Must(200).Items,
            c => c!["id"]!.GetValue<string>() == id);
    }

    /// <summary>E08, E09: the case is given to the enforcement team, which decides it too.</summary>
    [Fact]
    [Trait("Id", "E08 E09")]
    public async Task E09_A_case_is_given_to_the_enforcement_team_which_takes_steps()
    {
        var id = await world.OpenAsync();
        var (member, team) = await world.PersonAsync(world.Team, "officer", "Chen");
        (await team.GetAsync($"/v1/cases/{id}")).Must(404);
        (await world.Officer.PatchAsync($"/v1/cases/{id}", new { owner = member })).Must(400);
        (await world.Officer.PatchAsync(
            $"/v1/cases/{id}", new { enforcement = world.Team.Id, owner = member })).Must(200);
        (await team.PostAsync($"/v1/cases/{id}/steps", CaseWorld.Step("warning"))).Must(201);
        var read = await world.ReadAsync(id);
        Assert.Equal("Chen", read["owner"]!["name"]!.GetValue<string>());
        Assert.Equal("warned", read["state"]!.GetValue<string>());
    }

    /// <summary>D27: a cluster has one lead unit, which reads all its cases.</summary>
    [Fact]
    [Trait("Id", "D27")]
    public async Task D27_A_cluster_of_cases_has_one_lead_unit()
    {
        var (one, two) = (await world.OpenAsync(), await world.OpenAsync());
        var lead = await world.Server.RegulatorAsync("CN-310000");
        object Cluster(Guid unit) => new { cluster = new { code = "yn-2026-07", lead = unit } };
        (await world.Officer.PatchAsync($"/v1/cases/{one}", Cluster(lead.Id))).Must(200);
        Assert.Equal("cluster.other-lead", (await world.Officer.PatchAsync(
            $"/v1/cases/{two}", Cluster(world.County.Id))).Must(409).Code);
        (await world.Officer.PatchAsync(
            $"/v1/cases/{two}", new { cluster = new { code = "yn-2026-07" } })).Must(200);
        Assert.Equal(2, (await lead.Api.GetAsync("/v1/cases?cluster=yn-2026-07")).Must(200).Items.Count);
    }

    [Fact]
    public async Task A_case_is_opened_from_escalations_each_of_which_is_in_one_case()
    {
        var claimant = await world.Server.ClaimantAsync();
        var host = Bodies.NewHost();
        await world.Server.PlatformAsync(host);
        (await claimant.SendBatchAsync(Bodies.Line(Sample.Notice($"https://{host}/1")))).Must(202);
        await world.Server.AdvanceAsync("P10D");
        var escalation = (await world.Officer.GetAsync("/v1/escalations?status=open")).Must(200).Items[^1]!["id"]!
            .GetValue<string>();
        var body = CaseWorld.Body(("escalations", new[] { escalation }));
        Assert.Equal("case.origin-unavailable", (await world.Elsewhere.PostAsync("/v1/cases", body)).Must(400).Faults
            .Single().Code);
        var opened = (await world.Officer.PostAsync("/v1/cases", body)).Must(201).Json;
        Assert.Equal(escalation, opened["traceId"]!.GetValue<string>());
        Assert.Equal(escalation, opened["escalations"]![0]!.GetValue<string>());
        (await world.Officer.PostAsync("/v1/cases", body)).Must(400);
    }

    [Fact]
    public async Task The_package_holds_the_case_and_its_manifest_the_hashes()
    {
        var id = await world.OpenAsync();
        using var response = await world.Officer.Client.GetAsync(
            new Uri(world.Server.Address, $"/v1/cases/{id}/package"));
        Assert.Equal("application/zip", response.Content.Headers.ContentType!.MediaType);
        using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync());
        var manifest = JsonNode.Parse(await TextAsync(zip, "manifest.json"))!;
        foreach (var file in manifest["files"]!.AsArray())
        {
            var text = await TextAsync(zip, file!["name"]!.GetValue<string>());
            Assert.Equal(file["sha256"]!.GetValue<string>(),
                Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))));
        }
        Assert.Equal(id, JsonNode.Parse(await TextAsync(zip, "case.json"))!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_closed_case_takes_no_step()
    {
        var id = await world.OpenAsync();
        (await world.Officer.PostAsync($"/v1/cases/{id}/closing", new { })).Must(400);
        Assert.Equal("closed", (await world.Officer.PostAsync(
            $"/v1/cases/{id}/closing", new { outcome = "no-violation" })).Must(200).Json["state"]!.GetValue<string>());
        Assert.Equal("case.closed", (await world.Officer.PostAsync(
            $"/v1/cases/{id}/steps", CaseWorld.Step("warning"))).Must(409).Code);
    }

    private static async Task<string> TextAsync(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open());
        return await reader.ReadToEndAsync();
    }
}
