using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Cases;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Tests.Supervision;
using Takedown.Storage;

namespace Takedown.Server.Tests.Information;

/// <summary>Requests to platforms for information: B02, B03, B10, E26, A05.</summary>
public sealed class InformationRequestTests(BodiesAtWork work) : IClassFixture<BodiesAtWork>
{
    private object Ask(string kind = "logs", string? due = null) => new
    {
        platformId = work.Platform.Id, kind, questions = new[] { "Who is it?" }, due,
    };

    private async Task<JsonNode> AskAsync(string kind = "logs", Guid? of = null) => (await work.Officer.PostAsync(
        $"/v1/cases/{of ?? await work.CaseAsync()}/information-requests", Ask(kind))).Must(201).Json;

    private static readonly object Answer = new
    {
        text = "See the file",
        merchant = new
        {
            name = "Book shop", uscc = Officers.Uscc, licence = "L-1", address = "1 Road",
            payment = "secret-account-77",
        },
        evidence = new[] { new { kind = "licence", sha256 = Sample.Sha256 } },
    };

    [Fact]
    public async Task A_platform_with_a_webhook_is_told_of_a_request_and_every_platform_finds_it_in_its_feed()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var pushed = await work.Server.PushedAsync("asked-push.example", receiver);
        var asked = (await work.Officer.PostAsync($"/v1/cases/{await work.CaseAsync()}/information-requests", new
        {
            platformId = pushed.Id, kind = "logs", questions = new[] { "Who is it?" },
        })).Must(201).Json;
        var push = (await Following.WaitUntilAsync(
            () => Task.FromResult(receiver.All.FirstOrDefault(p => p.Json.Text("type") == "information.requested")),
            found => found is not null))!;
        Assert.True(push.IsSignedBy(pushed.Secret()));
        var data = push.Json["data"];
        Assert.Equal((asked.Id("id"), work.County.Id, "logs", "Who is it?", asked.Time("due")),
            (data.Id("id"), data.Id("bodyId"), data.Text("kind"), data!["questions"]![0]!.GetValue<string>(),
                data.Time("due")));
        // Nothing of the case.
        Assert.Null(data["caseId"]);
        var told = (await pushed.Api.GetAsync("/v1/events")).Must(200).Items
            .Single(e => e.Text("type") == "information-demanded")!;
        Assert.Equal($"/v1/information-requests/{asked.Id("id")}", told["reason"].Text("text"));
        Assert.Null(told["noticeId"]);
        (await pushed.Api.GetAsync(told["reason"].Text("text"))).Must(200);
        Assert.DoesNotContain("information-demanded",
            (await work.OtherPlatform.Api.GetAsync("/v1/events")).Must(200).Body, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Id", "B03")]
    [Trait("Id", "E26")]
    public async Task B03_E26_A_seller_is_traced_and_the_answer_is_evidence_of_the_case()
    {
        var caseId = await work.CaseAsync();
        var asked = await AskAsync("seller-trace", caseId);
        var id = asked.Id("id");
        // Three working days by the calendar of the country, when nothing else is said.
        Assert.InRange(asked.Time("due") - asked.Time("at"), TimeSpan.FromDays(3), TimeSpan.FromDays(15));
        var seen = (await work.Platform.Api.GetAsync("/v1/information-requests?status=open&limit=1000")).Must(200)
            .Items.Single(i => i.Id("id") == id);
        Assert.Null(seen!["caseId"]);
        Assert.Equal("merchant.required", (await work.Platform.Api.PostAsync(
            $"/v1/information-requests/{id}/answer", new { text = "No idea" })).Must(409).Code);
        var done = (await work.Platform.Api.PostAsync($"/v1/information-requests/{id}/answer", Answer)).Must(200).Json;
        Assert.Equal(("answered", "met"), (done.Text("status"), done.Text("sla")));
        var own = (await work.Officer.GetAsync($"/v1/information-requests/{id}")).Must(200).Json;
        Assert.Equal(Officers.Uscc, own["answer"]!["merchant"].Text("uscc"));
        Assert.Equal(["asked", "answered"], own["history"]!.AsArray().Select(a => a.Text("act")));
        // Above, the merchant is not shown; in the package neither; at rest it is encrypted.
        Assert.Null((await work.Chief.GetAsync($"/v1/information-requests/{id}")).Must(200)
            .Json["answer"]!["merchant"]);
        var part = work.Server.Services.GetServices<ICasePart>().Single(p => p.Name == "information-requests");
        var package = await work.Server.Services.GetRequiredService<Database>()
            .ReadAsync(s => part.OfAsync(s, caseId));
        Assert.Equal(Sample.Sha256, package![0]!["answer"]!["evidence"]![0].Text("sha256"));
        Assert.DoesNotContain("secret-account-77", package.ToJsonString(), StringComparison.Ordinal);
        if (!TestStore.IsPostgres) Assert.False(await work.Server.FilesContainAsync("secret-account-77"));
    }

    [Fact]
    public async Task Only_a_person_of_the_body_of_an_open_case_asks()
    {
        var caseId = await work.CaseAsync();
        var path = $"/v1/cases/{caseId}/information-requests";
        Assert.Equal("person.required", (await work.County.Api.PostAsync(path, Ask())).Must(403).Code);
        Assert.Equal("scope.missing", (await work.Reader.PostAsync(path, Ask())).Must(403).Code);
        Assert.Equal("case.not-yours", (await work.Chief.PostAsync(path, Ask())).Must(403).Code);
        (await work.FarOfficer.PostAsync(path, Ask())).Must(404);
        (await work.MarketOfficer.PostAsync(path, Ask())).Must(404);
        Assert.Equal([("/due", "time.past")],
            (await work.Officer.PostAsync(path, Ask(due: "2020-01-01T00:00:00Z"))).Must(400).Faults);
        Assert.Equal(
            [("/kind", "field.required"), ("/platformId", "field.required"), ("/questions", "field.required")],
            (await work.Officer.PostAsync(path, new { questions = Array.Empty<string>() })).Must(400).Faults.Order());
        Assert.Equal([("/platformId", "platform.not-found")], (await work.Officer.PostAsync(path, new
        {
            platformId = NewId.Next(), kind = "logs", questions = new[] { "?" },
        })).Must(400).Faults);
        Assert.Equal("case.closed", (await work.Officer.PostAsync(
            $"/v1/cases/{await work.Server.CaseAsync(work.County, "CN-533123",
                state: Takedown.Contracts.CaseState.Closed)}/information-requests", Ask())).Must(409).Code);
        Assert.Empty((await work.Market.Api.GetAsync("/v1/information-requests")).Must(200).Items);
    }

    [Fact]
    public async Task Only_the_platform_asked_answers_and_only_once()
    {
        var id = (await AskAsync()).Id("id");
        var path = $"/v1/information-requests/{id}";
        (await work.OtherPlatform.Api.PostAsync($"{path}/answer", Answer)).Must(404);
        (await work.OtherPlatform.Api.GetAsync(path)).Must(404);
        Assert.Equal("forbidden", (await work.Officer.PostAsync($"{path}/answer", Answer)).Must(403).Code);
        Assert.Equal([("/merchant/uscc", "uscc.invalid")], (await work.Platform.Api.PostAsync($"{path}/answer", new
        {
            text = "x", merchant = new { name = "x", uscc = "91350100M000100Y44" },
        })).Must(400).Faults);
        Assert.Equal([("/evidence/0/sha256", "sha256.invalid")],
            (await work.Platform.Api.PostAsync($"{path}/answer", new
            {
                text = "x", evidence = new[] { new { sha256 = "zz" } },
            })).Must(400).Faults);
        (await work.Platform.Api.PostAsync($"{path}/answer", Answer)).Must(200);
        Assert.Equal("information-request.settled",
            (await work.Platform.Api.PostAsync($"{path}/answer", Answer)).Must(409).Code);
        Assert.Equal("information-request.settled",
            (await work.Platform.Api.PostAsync($"{path}/refusal", new { reason = "late" })).Must(409).Code);
    }

    [Fact]
    [Trait("Id", "B02")]
    public async Task B02_More_time_is_asked_for_once_and_moves_the_due_time_only_when_granted()
    {
        var asked = await AskAsync();
        var path = $"/v1/information-requests/{asked.Id("id")}";
        var later = asked.Time("due").AddDays(2).ToString("O");
        Assert.Equal("extension.none",
            (await work.Officer.PostAsync($"{path}/extension-decision", new { granted = true })).Must(409).Code);
        Assert.Equal("extension.not-later", (await work.Platform.Api.PostAsync(
            $"{path}/extension", new { reason = "archive", due = asked.Time("due").AddHours(-1).ToString("O") }))
            .Must(409).Code);
        var wish = new { reason = "archive", due = later };
        var said = (await work.Platform.Api.PostAsync($"{path}/extension", wish)).Must(200).Json;
        Assert.Equal(asked.Time("due"), said.Time("due"));
        Assert.Equal("extension.twice", (await work.Platform.Api.PostAsync($"{path}/extension", wish)).Must(409).Code);
        Assert.Equal("person.required",
            (await work.County.Api.PostAsync($"{path}/extension-decision", new { granted = true })).Must(403).Code);
        Assert.Equal("case.not-yours",
            (await work.Chief.PostAsync($"{path}/extension-decision", new { granted = true })).Must(403).Code);
        Assert.Equal([("/reason", "field.required")],
            (await work.Officer.PostAsync($"{path}/extension-decision", new { granted = false })).Must(400).Faults);
        var granted = (await work.Officer.PostAsync($"{path}/extension-decision", new { granted = true })).Must(200);
        Assert.Equal(asked.Time("due").AddDays(2), granted.Json.Time("due"));
    }

    [Fact]
    [Trait("Id", "B10")]
    [Trait("Id", "A05")]
    public async Task B10_A05_Every_platform_has_a_score_of_its_answers()
    {
        var platform = await work.Server.PlatformAsync("scored.example");
        var caseId = await work.CaseAsync();
        async Task<string> NewAsync() => $"/v1/information-requests/{(await work.Officer.PostAsync(
            $"/v1/cases/{caseId}/information-requests", new
            {
                platformId = platform.Id, kind = "account", questions = new[] { "?" },
            })).Must(201).Json.Id("id")}";
        var (prompt, late, refused, silent) =
            (await NewAsync(), await NewAsync(), await NewAsync(), await NewAsync());
        (await platform.Api.PostAsync($"{prompt}/answer", new { text = "x" })).Must(200);
        (await platform.Api.PostAsync($"{refused}/refusal", new { reason = "x" })).Must(200);
        await work.Server.AdvanceAsync("P20D");
        Assert.Equal("overdue", (await work.Officer.GetAsync(silent)).Must(200).Json.Text("status"));
        Assert.Contains((await work.Officer.GetAsync(silent)).Json["history"]!.AsArray(),
            a => a.Text("act") == "reply-overdue");
        Assert.Equal("late", (await platform.Api.PostAsync($"{late}/answer", new { text = "x" })).Must(200).Json
            .Text("sla"));
        foreach (var reader in new[] { work.Officer, platform.Api, work.Chief })
        {
            var score = (await reader.GetAsync("/v1/information-requests/by-platform?limit=1000")).Must(200).Items
                .Single(i => i.Id("platformId") == platform.Id);
            Assert.Equal((4, 1, 1, 1, 1, 0, 0.375), (score.Long("requests"), score.Long("onTime"), score.Long("late"),
                score.Long("refused"), score.Long("overdue"), score.Long("open"), score!["score"]!.GetValue<double>()));
        }
        Assert.Empty((await work.Far.Api.GetAsync("/v1/information-requests/by-platform")).Must(200).Items);
        await NewAsync();
        Assert.Single((await platform.Api.GetAsync("/v1/information-requests?status=overdue")).Must(200).Items);
    }
}
