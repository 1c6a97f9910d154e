using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Transparency.Decisions;

/// <summary>What people decide about notices of the public record.</summary>
public sealed class RecordDecisionTests(RecordAtWork work) : IClassFixture<RecordAtWork>
{
    [Fact]
    public async Task A_notice_is_hidden_by_two_people_of_one_organisation_and_shown_again_by_two()
    {
        var id = await work.PublishAsync("夜曲一");
        var hide = new { kind = "hide", ground = "personal-data", note = "Names a child." };
        Assert.Equal(200, (await work.ReadAsync(id)).Status);
        Assert.Equal("person.required", (await work.DecideAsync(work.Server.Operator, id, hide)).Must(403).Code);
        Assert.Equal("forbidden", (await work.DecideAsync(work.Claimant.Api, id, hide)).Must(403).Code);
        (await work.DecideAsync(work.Far, id, hide)).Must(404);
        (await work.DecideAsync(work.First, NewId.Next(), hide)).Must(404);
        Assert.Equal("record.state", (await work.DecideAsync(
            work.First, id, new { kind = "show", ground = "lapsed" })).Must(409).Code);

        var made = (await work.DecideAsync(work.First, id, hide)).Must(201).Json;
        Assert.Equal(("proposed", "personal-data", "Names a child."),
            (made.Text("status"), made.Text("ground"), made.Text("note")));
        Assert.Equal(200, (await work.ReadAsync(id)).Status);
        Assert.Equal("record.pending", (await work.DecideAsync(work.Second, id, hide)).Must(409).Code);
        var path = $"/v1/transparency/decisions/{made.Id("id")}";
        Assert.Equal("approval.same-person", (await work.First.PostAsync($"{path}/approval", new { })).Must(409).Code);
        Assert.Equal("record.not-yours", (await work.Operator.PostAsync($"{path}/approval", new { })).Must(403).Code);
        (await work.Far.PostAsync($"{path}/approval", new { })).Must(404);
        (await work.Far.GetAsync(path)).Must(404);
        Assert.Equal("approved",
            (await work.Second.PostAsync($"{path}/approval", new { })).Must(200).Json.Text("status"));
        Assert.Equal("publication.state", (await work.Second.PostAsync($"{path}/approval", new { })).Must(409).Code);
        await work.CatchUpAsync();

        var hidden = (await work.ReadAsync(id)).Must(410);
        Assert.Equal(("record.hidden", "personal-data"), (hidden.Code, hidden.Json.Text("ground")));
        Assert.Equal(0, await work.FoundAsync("q=夜曲一"));
        Assert.Equal("record.state", (await work.DecideAsync(work.First, id, hide)).Must(409).Code);

        var show = new { kind = "show", ground = "lapsed" };
        var again = (await work.DecideAsync(work.First, id, show)).Must(201).Json.Id("id");
        Assert.Equal("refused", (await work.Second.PostAsync(
            $"/v1/transparency/decisions/{again}/refusal", new { reason = "Not yet." })).Must(200).Json.Text("status"));
        await work.CatchUpAsync();
        Assert.Equal(410, (await work.ReadAsync(id)).Status);
        again = (await work.DecideAsync(work.Second, id, show)).Must(201).Json.Id("id");
        (await work.First.PostAsync($"/v1/transparency/decisions/{again}/approval", new { })).Must(200);
        await work.CatchUpAsync();
        Assert.Equal("夜曲一", (await work.ReadAsync(id)).Must(200).Json.Text("workTitle"));
        Assert.Equal(1, await work.FoundAsync("q=夜曲一"));
        Assert.Equal(["hide", "show", "show"], (await work.First.GetAsync(
            $"/v1/transparency/decisions?notice={id}")).Must(200).Items.Select(d => d.Text("kind")));
        Assert.Empty((await work.Far.GetAsync($"/v1/transparency/decisions?notice={id}")).Must(200).Items);
        Assert.Equal(3, (await work.Operator.GetAsync(
            $"/v1/transparency/decisions?notice={id}")).Must(200).Items.Count);
    }

    [Fact]
    public async Task A_field_is_corrected_or_left_out_at_once_and_what_it_was_is_no_longer_public()
    {
        var id = await work.PublishAsync("晴天误");
        var before = (await work.ReadAsync(id)).Must(200).Json.Long("version");
        var made = (await work.DecideAsync(work.Operator, id, new
        {
            kind = "correct", ground = "mistake", field = "workTitle", value = "枫叶",
        })).Must(201).Json;
        Assert.Equal(("approved", "晴天误"), (made.Text("status"), made.Text("original")));
        var seen = (await work.ReadAsync(id)).Must(200);
        Assert.Equal("枫叶", seen.Json.Text("workTitle"));
        Assert.Equal(before + 1, seen.Json.Long("version"));
        Assert.DoesNotContain("晴天误", seen.Body, StringComparison.Ordinal);
        var said = Assert.Single(seen.Json["statements"]!.AsArray());
        Assert.Equal(("operator", "correction", "workTitle"), (said.Text("by"), said.Text("kind"), said.Text("text")));
        Assert.Equal((1, 0), (await work.FoundAsync("q=枫叶"), await work.FoundAsync("q=晴天误")));
        Assert.Equal("枫叶", (await work.DecideAsync(work.First, id, new
        {
            kind = "correct", ground = "mistake", field = "workTitle", value = "枫叶集",
        })).Must(201).Json.Text("original"));

        (await work.DecideAsync(work.First, id, new { kind = "redact", ground = "harm", field = "host" })).Must(201);
        (await work.DecideAsync(work.First, id, new { kind = "redact", ground = "order", field = "x" })).Must(400);
        seen = (await work.ReadAsync(id)).Must(200);
        Assert.Null(seen.Json["host"]);
        Assert.Contains("host", seen.Json["redactions"]!.AsArray().Select(r => r!.GetValue<string>()));
        Assert.Equal(1, await work.FoundAsync("q=枫叶集"));
        Assert.Equal(0, await work.FoundAsync($"q=枫叶集&host={RecordAtWork.Host}"));

        (await work.DecideAsync(work.First, id, new
        {
            kind = "reply", author = "accused", text = "We have a licence.",
        })).Must(201);
        Assert.Equal(("accused", "reply", "We have a licence."), (await work.ReadAsync(id)).Must(200)
            .Json["statements"]!.AsArray().Select(s => (s.Text("by"), s.Text("kind"), s.Text("text"))).Last());
        Assert.DoesNotContain("record-decided", (await work.Claimant.Api.GetAsync("/v1/events?limit=1000")).Must(200)
            .Items.Select(e => e.Text("type")));
        Assert.DoesNotContain("record-decided", await work.Claimant.TimelineAsync(id));
    }

    [Theory]
    [InlineData("""{"ground":"mistake"}""", "/kind field.required")]
    [InlineData("""{"kind":"hide"}""", "/ground field.required")]
    [InlineData("""{"kind":"hide","ground":"mistake","field":"host"}""", "/field field.not-here")]
    [InlineData("""{"kind":"correct","ground":"mistake","field":"host","value":"x"}""", "/field value.unknown")]
    [InlineData("""{"kind":"correct","ground":"mistake","field":"workTitle"}""", "/value field.required")]
    [InlineData("""{"kind":"reply","text":"x","ground":"mistake"}""", "/author field.required,/ground field.not-here")]
    [InlineData("""{"kind":"reply","author":"platform","text":" "}""", "/text field.required")]
    [InlineData("""{"kind":"erase","ground":"mistake"}""", "/kind value.unknown")]
    [InlineData("""{"kind":"hide","ground":"mistake","more":1}""", "/more field.unknown")]
    public async Task A_decision_that_cannot_be_is_refused_with_all_its_faults(string body, string faults) =>
        Assert.Equal(faults.Split(','), (await work.First.SendAsync(
            HttpMethod.Post, $"/v1/transparency/notices/{NewId.Next()}/decisions", body, "application/json")).Must(400)
            .Faults.Select(f => $"{f.Pointer} {f.Code}").Order(StringComparer.Ordinal));

    [Fact]
    public async Task Who_decided_stands_in_the_audit_trail()
    {
        var id = await work.PublishAsync("七里香二");
        await work.HideAsync(id);
        var acts = (await work.Server.Operator.GetAsync("/v1/audit?limit=1000")).Must(200).Items;
        Assert.Contains(acts, a => a.Text("act") == "record.change" && a.Text("object") == $"{id}");
        Assert.Contains(acts, a => a.Text("act") == "record.approve" && a!["personId"] is not null);
    }
}
