using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Contracts;
using Takedown.Server.Cases;
using Takedown.Server.Figures;
using Takedown.Server.Registry;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Leads;

/// <summary>D01, G01, F09: leads as the origin of cases, and the complaints of Form 1.</summary>
public sealed class LeadPartsTests(TestServer server) : IClassFixture<TestServer>
{
    private static async Task<JsonNode> EnterAsync(Api api, object lead) =>
        (await api.PostAsync("/v1/leads", lead)).Must(201).Json;

    [Fact]
    [Trait("Id", "D01")]
    public async Task A_case_takes_the_leads_of_its_body_that_are_in_no_case()
    {
        var county = await server.RegulatorAsync("CN-150102");
        var elsewhere = await server.RegulatorAsync("CN-210102");
        var own = (await EnterAsync(county.Api, new { source = "patrol", text = "一" })).Id("id");
        var others = (await EnterAsync(elsewhere.Api, new { source = "patrol", text = "二" })).Id("id");
        var (services, caseId) = (server.Services, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()));
        var origin = services.GetServices<ICaseOrigin>().Single(o => o.Field == "leads");
        var registry = await services.GetRequiredService<RegistryCache>().CurrentAsync();
        var caller = new Server.Http.Caller(county.Id, OrganisationKind.Regulator, county.KeyId, registry.Version);
        var database = services.GetRequiredService<Database>();
        Task<IReadOnlyList<Guid>> TakeAsync() => database.WriteAsync(s => origin.TakeAsync(
            s, registry, caller, caseId, [own, others], TimeProvider.System.GetUtcNow()));

        Assert.Equal([own], await TakeAsync());
        Assert.Empty(await TakeAsync());
        Assert.Equal([own], await database.ReadAsync(s => origin.OfAsync(s, caseId)));
        var lead = (await county.Api.GetAsync($"/v1/leads/{own}")).Must(200).Json;
        Assert.Equal(("accepted", caseId), (lead.Text("status"), lead.Id("caseId")));
        var officer = await server.BodyPersonAsync(county);
        Assert.Equal("lead.in-case", (await officer.PostAsync(
            $"/v1/leads/{own}/closure", new { outcome = "x" })).Must(409).Code);
    }

    [Fact]
    [Trait("Id", "G01")]
    [Trait("Id", "H10")]
    public async Task The_complaints_of_form_1_are_counted_by_channel_and_by_what_was_done()
    {
        var county = await server.RegulatorAsync("CN-130102");
        var other = await server.RegulatorAsync("CN-130104");
        var officer = await server.BodyPersonAsync(county);
        List<Guid> entered = [];
        foreach (var channel in new[] { "phone", "phone", "letter", "mail", "wechat", "consumer" })
            entered.Add((await EnterAsync(county.Api, new { source = "complaint", channel, text = "x" })).Id("id"));
        await EnterAsync(county.Api, new { source = "patrol", text = "no complaint" });
        foreach (var id in entered.Take(3))
            (await officer.PostAsync($"/v1/leads/{id}/triage", new { decision = "accept" })).Must(200);
        (await officer.PostAsync($"/v1/leads/{entered[0]}/closure", new { outcome = "done" })).Must(200);
        (await officer.PostAsync($"/v1/leads/{entered[3]}/triage",
            new { decision = "hand-over", to = other.Id, reason = "属地" })).Must(200);

        var source = server.Services.GetServices<IFigureSource>().Single(
            f => f.Figures.Any(d => d.Name == "complaints-phone"));
        var now = TimeProvider.System.GetUtcNow();
        var scope = new FigureScope(
            county.Id, "CN-130102", "copyright", [], now - TimeSpan.FromDays(1), now + TimeSpan.FromDays(1));
        var database = server.Services.GetRequiredService<Database>();
        var counts = await database.ReadAsync(s => source.CountAsync(s, scope));
        Assert.Equal(
            [("complaints-phone", 2L), ("complaints-letter", 1), ("complaints-mail", 1), ("complaints-wechat", 1),
                ("complaints-platform", 0), ("complaints-other", 1), ("complaints-accepted", 3),
                ("complaints-forwarded", 1), ("complaints-closed", 1), ("leads-cross-border", 0)],
            source.Figures.Select(f => (f.Name, counts[f.Name])));
        foreach (var figure in source.Figures)
        {
            var ids = await database.ReadAsync(s => source.IdsAsync(s, figure.Name, scope, Guid.Empty, 100));
            Assert.Equal(counts[figure.Name], ids.Count);
        }
        Assert.Equal(0, (await database.ReadAsync(s => source.CountAsync(
            s, scope with { WorkTypes = ["music"] })))["complaints-phone"]);
    }

    [Fact]
    [Trait("Id", "E16")]
    [Trait("Id", "E18")]
    [Trait("Id", "D21")]
    public async Task E16_E18_D21_Bodies_of_a_region_cluster_share_leads_and_a_superior_supervises_one()
    {
        var nanjing = await server.RegulatorAsync("CN-320100");
        var hangzhou = await server.RegulatorAsync("CN-330100");
        var outside = await server.RegulatorAsync("CN-440100");
        var otherLine = await server.RegulatorAsync("CN-330200", "market");
        var lead = (await EnterAsync(nanjing.Api, new { source = "patrol", text = "三" })).Id("id");
        (await hangzhou.Api.GetAsync($"/v1/leads/{lead}")).Must(200);
        Assert.Contains((await hangzhou.Api.GetAsync("/v1/leads?limit=1000")).Must(200).Items, l => l.Id("id") == lead);
        foreach (var stranger in new[] { outside, otherLine })
        {
            (await stranger.Api.GetAsync($"/v1/leads/{lead}")).Must(404);
            Assert.DoesNotContain(
                (await stranger.Api.GetAsync("/v1/leads?limit=1000")).Must(200).Items, l => l.Id("id") == lead);
        }
        // Who shares it reads it; its own body decides.
        var reader = await server.BodyPersonAsync(hangzhou);
        (await reader.PostAsync($"/v1/leads/{lead}/triage", new { decision = "accept" })).Must(403);
        var chief = await server.BodyPersonAsync(await server.RegulatorAsync("CN-320000"));
        var listed = (await chief.PostAsync("/v1/supervisions", new
        {
            title = "督办线索", criteria = new[] { "impact" }, leads = new[] { lead },
        })).Must(201).Json;
        Assert.Equal(lead, listed["cases"]![0].Id("leadId"));
    }
}
