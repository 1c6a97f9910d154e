using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Figures;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Tests.Supervision;
using Takedown.Storage;

namespace Takedown.Server.Tests.Publications;

/// <summary>Publications: D28 to D31.</summary>
public sealed class PublicationTests(BodiesAtWork work) : IClassFixture<BodiesAtWork>
{
    private async Task<JsonNode> ProposeAsync(string kind, object? more = null) => (await work.Officer.PostAsync(
        "/v1/publications", more ?? new { kind, title = $"A {kind}", text = "Text" })).Must(201).Json;

    [Fact]
    [Trait("Id", "D28")]
    public async Task D28_A_penalty_is_published_by_two_persons_and_a_changed_decision_has_three_working_days()
    {
        var made = await ProposeAsync("penalty", new
        {
            kind = "penalty", caseId = await work.CaseAsync(), uscc = Officers.Uscc, title = "Fine", text = "20,000",
        });
        var path = $"/v1/publications/{made.Id("id")}";
        Assert.Equal("approval.same-person",
            (await work.Officer.PostAsync($"{path}/approval", new { })).Must(409).Code);
        Assert.Equal("person.required", (await work.County.Api.PostAsync($"{path}/approval", new { })).Must(403).Code);
        Assert.Equal("case.not-yours", (await work.Chief.PostAsync($"{path}/approval", new { })).Must(403).Code);
        (await work.FarOfficer.PostAsync($"{path}/approval", new { })).Must(404);
        Assert.DoesNotContain(await PublicAsync(), i => i.Id("id") == made.Id("id"));
        Assert.Equal("publication.state",
            (await work.Second.PostAsync($"{path}/withdrawal", new { reason = "early" })).Must(409).Code);
        var approved = (await work.Second.PostAsync($"{path}/approval", new { })).Must(200).Json;
        Assert.True(approved["published"]!.GetValue<bool>());
        Assert.Equal("publication.state", (await work.Second.PostAsync($"{path}/approval", new { })).Must(409).Code);
        Assert.Equal("20,000", (await PublicAsync()).Single(i => i.Id("id") == made.Id("id")).Text("text"));

        var changed = (await work.Officer.PostAsync($"{path}/decision-change", new { reason = "Annulled" })).Must(200)
            .Json;
        Assert.Equal("running", changed.Text("sla"));
        Assert.InRange(changed.Time("withdrawBy") - await work.Server.NowAsync(),
            TimeSpan.FromDays(2), TimeSpan.FromDays(15));
        await work.Server.AdvanceAsync("P16D");
        var overdue = (await work.Officer.GetAsync(path)).Must(200).Json;
        // Marked, and not withdrawn by itself.
        Assert.Equal(("breached", "approved"), (overdue.Text("sla"), overdue.Text("status")));
        Assert.Contains(overdue["history"]!.AsArray(), a => a.Text("act") == "withdrawal-overdue");
        Assert.Equal([("/reason", "field.required")],
            (await work.Officer.PostAsync($"{path}/withdrawal", new { })).Must(400).Faults);
        var withdrawn = (await work.Officer.PostAsync($"{path}/withdrawal", new { reason = "Annulled" })).Must(200);
        Assert.Equal(("withdrawn", "late"), (withdrawn.Json.Text("status"), withdrawn.Json.Text("sla")));
        var shown = (await PublicAsync()).Single(i => i.Id("id") == made.Id("id"));
        Assert.Equal(("Annulled", ""), (shown.Text("reason"), shown.Text("text")));
    }

    private async Task<IReadOnlyList<JsonNode>> PublicAsync()
    {
        const string path = "/v1/publications/public?limit=1000";
        var claimant = await work.Server.ClaimantAsync($"Reader {NewId.Next()}");
        var read = (await claimant.Api.GetAsync(path)).Must(200);
        // Everybody reads the same without a key.
        Assert.Equal(read.Body, (await work.Server.Anonymous.GetAsync(path)).Must(200).Body);
        return [.. read.Items!];
    }

    [Fact]
    public async Task A_proposal_and_its_status_need_a_key_and_a_bad_key_is_refused_everywhere()
    {
        (await work.Server.Anonymous.GetAsync("/v1/publications")).Must(401);
        (await work.Server.Anonymous.GetAsync($"/v1/publications/{NewId.Next()}")).Must(401);
        (await work.Server.With("x").GetAsync("/v1/publications/public")).Must(401);
    }

    [Fact]
    [Trait("Id", "D29")]
    public async Task D29_An_exposed_platform_sees_the_proposal_and_its_reply_is_published_with_it()
    {
        var made = await ProposeAsync("exposure", new
        {
            kind = "exposure", platforms = new[] { work.Platform.Id, work.OtherPlatform.Id }, title = "Silent",
            text = "x",
        });
        var path = $"/v1/publications/{made.Id("id")}";
        var seen = (await work.Platform.Api.GetAsync(path)).Must(200).Json;
        Assert.Equal(work.Platform.Id, Assert.Single(seen["platforms"]!.AsArray())!.GetValue<Guid>());
        Assert.Null(seen["history"]);
        (await work.Platform.Api.PostAsync($"{path}/reply", new { text = "Mended" })).Must(200);
        Assert.Equal("publication.replied",
            (await work.Platform.Api.PostAsync($"{path}/reply", new { text = "Again" })).Must(409).Code);
        Assert.Empty((await work.OtherPlatform.Api.GetAsync(path)).Must(200).Json["replies"]!.AsArray());
        var stranger = await work.Server.PlatformAsync("stranger.example");
        (await stranger.Api.PostAsync($"{path}/reply", new { text = "x" })).Must(404);
        (await work.Second.PostAsync($"{path}/approval", new { })).Must(200);
        var shown = (await PublicAsync()).Single(i => i.Id("id") == made.Id("id"));
        Assert.Equal("Mended", shown["replies"]![0].Text("text"));
        Assert.Equal(2, shown["platforms"]!.AsArray().Count);
    }

    [Fact]
    [Trait("Id", "D30")]
    [Trait("Id", "D31")]
    public async Task D30_D31_Typical_cases_and_warnings_are_published_from_their_day_on()
    {
        foreach (var kind in new[] { "typical-case", "warning" })
        {
            var made = await ProposeAsync(kind, new
            {
                kind, title = kind, text = "x",
                publishOn = $"{(await work.Server.NowAsync()).AddDays(5):yyyy-MM-dd}",
            });
            var id = made.Id("id");
            Assert.False((await work.Second.PostAsync($"/v1/publications/{id}/approval", new { })).Must(200)
                .Json["published"]!.GetValue<bool>());
            Assert.DoesNotContain(await PublicAsync(), i => i.Id("id") == id);
            await work.Server.AdvanceAsync("P6D");
            Assert.Contains(await PublicAsync(), i => i.Id("id") == id);
        }
        var refused = (await ProposeAsync("warning")).Id("id");
        Assert.Equal("approval.same-person", (await work.Officer.PostAsync(
            $"/v1/publications/{refused}/refusal", new { reason = "x" })).Must(409).Code);
        Assert.Equal("refused", (await work.Second.PostAsync(
            $"/v1/publications/{refused}/refusal", new { reason = "x" })).Must(200).Json.Text("status"));
        Assert.Equal("publication.state",
            (await work.Second.PostAsync($"/v1/publications/{refused}/approval", new { })).Must(409).Code);
    }

    [Fact]
    public async Task What_is_proposed_is_checked()
    {
        Assert.Equal("person.required", (await work.County.Api.PostAsync(
            "/v1/publications", new { kind = "warning", title = "x", text = "x" })).Must(403).Code);
        Assert.Equal("scope.missing", (await work.Reader.PostAsync(
            "/v1/publications", new { kind = "warning", title = "x", text = "x" })).Must(403).Code);
        Assert.Equal([("/platforms/0", "platform.not-found")], (await work.FarOfficer.PostAsync("/v1/publications", new
        {
            kind = "exposure", title = "x", text = "x", platforms = new[] { work.Platform.Id },
        })).Must(400).Faults);
        Assert.Equal([("/caseId", "case.unknown")], (await work.FarOfficer.PostAsync("/v1/publications", new
        {
            kind = "penalty", title = "x", text = "x", caseId = await work.CaseAsync(),
        })).Must(400).Faults);
        Assert.Equal([("/platforms", "field.not-here"), ("/publishOn", "time.past"), ("/uscc", "field.not-here")],
            (await work.Officer.PostAsync("/v1/publications", new
            {
                kind = "warning", title = "x", text = "x", publishOn = "2020-01-01", uscc = Officers.Uscc,
                platforms = Array.Empty<Guid>(),
            })).Must(400).Faults.Order());
    }

    [Fact]
    public async Task The_figures_of_Form_1_count_what_was_approved()
    {
        await using var own = await Disposable.StartAsync();
        var body = await own.Server.RegulatorAsync("CN-533123");
        var (one, two) = (await own.Server.OfficerAsync(body), await own.Server.OfficerAsync(body));
        var platforms = new[]
        {
            (await own.Server.PlatformAsync("a.example")).Id, (await own.Server.PlatformAsync("b.example")).Id,
        };
        foreach (var more in new object[]
        {
            new { kind = "typical-case", title = "x", text = "x" }, new { kind = "penalty", title = "x", text = "x" },
            new { kind = "exposure", title = "x", text = "x", platforms },
        })
        {
            var id = (await one.PostAsync("/v1/publications", more)).Must(201).Json.Id("id");
            (await two.PostAsync($"/v1/publications/{id}/approval", new { })).Must(200);
        }
        (await one.PostAsync("/v1/publications", new { kind = "penalty", title = "x", text = "x" })).Must(201);
        var source = own.Server.Services.GetServices<IFigureSource>()
            .Single(f => f.Figures.Any(d => d.Name == "penalties-published"));
        var now = await own.Server.NowAsync();
        var counts = await own.Server.Services.GetRequiredService<Database>().ReadAsync(s => source.CountAsync(
            s, new(body.Id, "CN-533123", "copyright", [], now.AddDays(-1), now.AddDays(1))));
        Assert.Equal((1, 2, 1),
            (counts["typical-cases"], counts["platforms-exposed"], counts["penalties-published"]));
    }
}
