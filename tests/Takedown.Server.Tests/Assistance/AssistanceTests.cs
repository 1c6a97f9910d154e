using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Figures;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Tests.Leads;
using Takedown.Storage;

namespace Takedown.Server.Tests.Assistance;

/// <summary>E15, E16, E17, B07, B08, B09, D14: bodies ask each other.</summary>
[Trait("Id", "E15")]
[Trait("Id", "B07")]
public sealed class AssistanceTests(TestServer server) : IClassFixture<TestServer>
{
    private static object Ask(Guid to, string kind = "evidence", object? subject = null, string? due = null) => new
    {
        kind, to, subject = subject ?? new { kind = "text", summary = "某网站案" }, text = "请协助调查取证", due,
    };

    private static async Task<JsonNode> AskAsync(Organisation from, object request) =>
        (await from.Api.PostAsync("/v1/assistance", request)).Must(201).Json;

    [Fact]
    public async Task Refused_input_names_every_fault()
    {
        var one = await server.RegulatorAsync("CN-450102");
        var faults = (await one.Api.PostAsync("/v1/assistance", new
        {
            kind = "evidence", to = one.Id, subject = new { kind = "case" }, due = "2020-01-01T00:00:00Z",
        })).Must(400).Faults.ToList();
        Assert.Contains(("/to", "assistance.to-self"), faults);
        Assert.Contains(("/subject/id", "field.required"), faults);
        Assert.Contains(("/text", "field.required"), faults);
        Assert.Contains(("/due", "time.past"), faults);
        var claimant = await server.ClaimantAsync();
        Assert.Contains(("/to", "body.unknown"),
            (await one.Api.PostAsync("/v1/assistance", Ask(claimant.Id))).Must(400).Faults);
        (await claimant.Api.PostAsync("/v1/assistance", Ask(one.Id))).Must(403);
        (await one.Api.PostAsync("/v1/assistance", Ask(one.Id, "money"))).Must(400);
    }

    [Fact]
    [Trait("Id", "B08")]
    [Trait("Id", "B09")]
    public async Task B08_filing_data_is_asked_of_the_telecom_body_or_the_local_industry_bureau()
    {
        var county = await server.RegulatorAsync("CN-460102");
        var telecom = await server.RegulatorAsync("CN-460000", "telecom");
        var bureau = await server.RegulatorAsync("CN-460102", "industry-it");
        var police = await server.RegulatorAsync("CN-460102", "police");
        Assert.Contains(("/to", "assistance.no-filing-data"),
            (await county.Api.PostAsync("/v1/assistance", Ask(police.Id, "icp-filing"))).Must(400).Faults);
        foreach (var body in new[] { telecom, bureau })
        {
            var asked = await AskAsync(county, Ask(body.Id, "icp-filing"));
            var officer = await server.BodyPersonAsync(body);
            var replied = (await officer.PostAsync($"/v1/assistance/{asked.Id("id")}/reply", new
            {
                text = "备案号：琼ICP备00000000号", documents = new[] { new { kind = "filing", sha256 = Sample.Sha256 } },
            })).Must(200).Json;
            Assert.Equal(("replied", "met"), (replied.Text("status"), replied["reply"]!.Text("status")));
            Assert.Equal("备案号：琼ICP备00000000号",
                (await county.Api.GetAsync($"/v1/assistance/{asked.Id("id")}")).Must(200).Json.Text("answer"));
        }
    }

    [Fact]
    public async Task Only_a_person_of_the_asked_body_answers_and_nobody_else_reads()
    {
        var from = await server.RegulatorAsync("CN-510102");
        var to = await server.RegulatorAsync("CN-520102");
        var stranger = await server.RegulatorAsync("CN-540102");
        var id = (await AskAsync(from, Ask(to.Id))).Id("id");
        foreach (var verb in new[] { "accept", "reply", "refuse", "transfer" })
        {
            object body = verb switch
            {
                "reply" => new { text = "x" },
                "refuse" => new { reason = "x" },
                "transfer" => new { to = stranger.Id, reason = "x" },
                _ => new { },
            };
            Task<Answer> SayAsync(Api api) => api.PostAsync($"/v1/assistance/{id}/{verb}", body);
            (await SayAsync(stranger.Api)).Must(404);
            (await SayAsync(await server.BodyPersonAsync(stranger))).Must(404);
            Assert.Equal("person.required", (await SayAsync(to.Api)).Must(403).Code);
            Assert.Equal("body.not-responsible", (await SayAsync(await server.BodyPersonAsync(from))).Must(403).Code);
            Assert.Equal("scope.missing",
                (await SayAsync(await server.BodyPersonAsync(to.Id, role: "reader"))).Must(403).Code);
        }
        (await stranger.Api.GetAsync($"/v1/assistance/{id}")).Must(404);
        Assert.Empty((await stranger.Api.GetAsync("/v1/assistance")).Items);
        Assert.Equal(id, Assert.Single((await from.Api.GetAsync("/v1/assistance?role=sender")).Items).Id("id"));
        Assert.Equal(id, Assert.Single((await to.Api.GetAsync("/v1/assistance?role=receiver")).Items).Id("id"));
        Assert.Empty((await to.Api.GetAsync("/v1/assistance?role=sender")).Items);

        var officer = await server.BodyPersonAsync(to, "Zhao Yun");
        Assert.Equal("accepted", (await officer.PostAsync($"/v1/assistance/{id}/accept", new { })).Must(200).Json
            .Text("status"));
        (await officer.PostAsync($"/v1/assistance/{id}/accept", new { })).Must(409);
        (await officer.PostAsync($"/v1/assistance/{id}/refuse", new { reason = "" })).Must(400);
        var refused = (await officer.PostAsync($"/v1/assistance/{id}/refuse", new { reason = "无管辖权" })).Must(200).Json;
        Assert.Equal(("refused", "无管辖权"), (refused.Text("status"), refused.Text("answer")));
        Assert.Equal(["asked", "accepted", "refused"], refused["history"]!.AsArray().Select(h => h!.Text("act")));
        Assert.Equal("Zhao Yun", refused["history"]![2]!.Text("person"));
        Assert.Equal("assistance.answered",
            (await officer.PostAsync($"/v1/assistance/{id}/reply", new { text = "x" })).Must(409).Code);
    }

    [Fact]
    [Trait("Id", "D14")]
    public async Task D14_a_transfer_is_never_silent_and_keeps_the_time_limit()
    {
        var county = await server.RegulatorAsync("CN-610102");
        var prefecture = await server.RegulatorAsync("CN-610100");
        var province = await server.RegulatorAsync("CN-610000");
        var asked = await AskAsync(county, Ask(prefecture.Id, "execution"));
        var id = asked.Id("id");
        var officer = await server.BodyPersonAsync(prefecture);
        Assert.Contains(("/to", "assistance.to-sender"), (await officer.PostAsync(
            $"/v1/assistance/{id}/transfer", new { to = county.Id, reason = "x" })).Must(400).Faults);
        Assert.Contains(("/reason", "field.required"), (await officer.PostAsync(
            $"/v1/assistance/{id}/transfer", new { to = province.Id })).Must(400).Faults);
        (await officer.PostAsync($"/v1/assistance/{id}/transfer", new { to = province.Id, reason = "须由省局执行" }))
            .Must(200);
        foreach (var reader in new[] { county, prefecture, province })
        {
            var seen = (await reader.Api.GetAsync($"/v1/assistance/{id}")).Must(200).Json;
            Assert.Equal(("asked", province.Id, asked["reply"]!.Text("due")),
                (seen.Text("status"), seen.Id("to"), seen["reply"]!.Text("due")));
            Assert.Equal([prefecture.Id, province.Id], seen["chain"]!.AsArray().Select(h => h!.Id("bodyId")));
            Assert.Equal("须由省局执行", seen["chain"]![1]!.Text("reason"));
        }
        (await officer.PostAsync($"/v1/assistance/{id}/accept", new { })).Must(403);
        Assert.Equal(id, Assert.Single((await prefecture.Api.GetAsync("/v1/assistance?role=receiver")).Items).Id("id"));
        (await (await server.BodyPersonAsync(province)).PostAsync($"/v1/assistance/{id}/accept", new { })).Must(200);
    }

    [Fact]
    public async Task The_asked_body_is_told_the_subject_and_no_contact()
    {
        var from = await server.RegulatorAsync("CN-640102");
        var to = await server.RegulatorAsync("CN-650102");
        var host = Bodies.NewHost("assist");
        var platform = await server.PlatformAsync(host, new { region = "CN-640102" });
        var claimant = await server.ClaimantAsync("Harbour Music");
        var notice = await claimant.DeliverAsync(platform, Sample.Notice($"https://{host}/1"));
        var asked = await AskAsync(from, Ask(to.Id, "evidence", new { kind = "notice", id = notice }));
        var seen = (await to.Api.GetAsync($"/v1/assistance/{asked.Id("id")}")).Must(200);
        Assert.Contains("七里香", seen.Json["subject"]!.Text("summary"), StringComparison.Ordinal);
        Assert.DoesNotContain("rights@claimant.example", seen.Body, StringComparison.Ordinal);
        (await to.Api.GetAsync($"/v1/notices/{notice}")).Must(404);

        var lead = (await from.Api.PostAsync("/v1/leads", new
        {
            source = "patrol", text = "线索", targets = new[] { new { url = $"https://{host}/2" } },
        })).Must(201).Json.Id("id");
        Assert.Contains(host, (await AskAsync(from, Ask(to.Id, "clue", new { kind = "lead", id = lead })))["subject"]!
            .Text("summary"), StringComparison.Ordinal);
        foreach (var kind in new[] { "notice", "lead", "case" })
        {
            Assert.Contains(("/subject/id", "assistance.subject-unknown"), (await to.Api.PostAsync("/v1/assistance",
                Ask(from.Id, "evidence", new { kind, id = kind == "lead" ? lead : notice }))).Must(400).Faults);
        }
    }

    [Fact]
    [Trait("Id", "E17")]
    public async Task E17_a_request_between_countries_is_on_the_cross_border_track()
    {
        var home = await server.RegulatorAsync("CN-440102");
        var abroad = await server.RegulatorAsync("DE");
        var near = await server.RegulatorAsync("CN-440104");
        var across = await AskAsync(home, Ask(abroad.Id));
        await AskAsync(home, Ask(near.Id));
        Assert.Equal(across.Id("id"),
            Assert.Single((await home.Api.GetAsync("/v1/assistance?crossBorder=true")).Items).Id("id"));
    }

    [Fact]
    public async Task A_request_without_a_reply_is_overdue_for_both_and_the_figures_count_what_was_done()
    {
        await using var own = await Disposable.StartAsync();
        var from = await own.Server.RegulatorAsync("CN-310101");
        var to = await own.Server.RegulatorAsync("CN-320102");
        var id = (await AskAsync(from, Ask(to.Id))).Id("id");
        await own.Server.AdvanceAsync("P30D");
        foreach (var body in new[] { from, to })
        {
            var late = Assert.Single((await body.Api.GetAsync("/v1/assistance?overdue=true")).Must(200).Items);
            Assert.Equal(("asked", "breached"), (late.Text("status"), late!["reply"]!.Text("status")));
        }
        var history = (await from.Api.GetAsync($"/v1/assistance/{id}")).Json["history"]!.AsArray();
        Assert.Equal("reply-overdue", history[^1]!.Text("act"));
        var officer = await own.Server.BodyPersonAsync(to);
        var replied = (await officer.PostAsync($"/v1/assistance/{id}/reply", new { text = "已办" })).Must(200).Json;
        Assert.Equal("late", replied["reply"]!.Text("status"));

        var source = own.Server.Services.GetServices<IFigureSource>().Single(
            f => f.Figures.Any(d => d.Name == "assistance-sent"));
        var database = own.Server.Services.GetRequiredService<Database>();
        var now = TimeProvider.System.GetUtcNow();
        async Task<(long, long)> CountAsync(Guid body)
        {
            var counts = await database.ReadAsync(s => source.CountAsync(s, new(
                body, "CN", "copyright", [], now - TimeSpan.FromDays(1), now + TimeSpan.FromDays(60))));
            return (counts["assistance-sent"], counts["assistance-handled"]);
        }
        Assert.Equal((1, 0), await CountAsync(from.Id));
        Assert.Equal((0, 1), await CountAsync(to.Id));
    }
}
