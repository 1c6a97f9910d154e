using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Transparency.Decisions;

/// <summary>Requests of the public for correction, and keys of researchers.</summary>
public sealed class CorrectionTests(RecordAtWork work) : IClassFixture<RecordAtWork>
{
    private const string Path = "/v1/transparency/corrections";

    [Fact]
    public async Task Anybody_asks_and_only_people_of_the_operator_read_who_it_was()
    {
        var id = await work.PublishAsync("稻香");
        var ask = new { noticeId = id, who = "Zhang San", text = "The title names me." };
        (await work.Server.Anonymous.PostAsync(Path, new { ask.who, ask.text, noticeId = NewId.Next() })).Must(404);
        Assert.Equal([("/noticeId", "field.required"), ("/text", "field.required"), ("/who", "field.required")],
            (await work.Server.Anonymous.PostAsync(Path, new { })).Must(400).Faults.Order());
        var contact = await ContactAsync(id);
        var asked = (await work.Server.Anonymous.PostAsync(Path, ask)).Must(201);
        Assert.DoesNotContain("Zhang", asked.Body, StringComparison.Ordinal);
        var one = $"{Path}/{asked.Json.Id("id")}";

        var listed = (await work.Server.Operator.GetAsync($"{Path}?status=open&limit=1000")).Must(200);
        Assert.DoesNotContain("Zhang", listed.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("13900000000", listed.Body, StringComparison.Ordinal);
        (await work.First.GetAsync(Path)).Must(403);
        (await work.Server.Anonymous.GetAsync(one)).Must(401);
        Assert.Null((await work.Server.Operator.GetAsync(one)).Must(200).Json["who"]);
        Assert.Equal("Zhang San", (await work.Operator.GetAsync(one)).Must(200).Json.Text("who"));
        if (contact is not null)
            Assert.Equal("13900000000", (await work.Operator.GetAsync($"{Path}/{contact}")).Must(200)
                .Json.Text("contact"));
        if (!TestStore.IsPostgres) Assert.False(await work.Server.FilesContainAsync("Zhang San"));

        Assert.Equal([("/correctionId", "correction.unknown")], (await work.DecideAsync(work.First, id, new
        {
            kind = "redact", ground = "personal-data", field = "workTitle", correctionId = NewId.Next(),
        })).Must(400).Faults);
        Assert.NotNull((await work.ReadAsync(id)).Must(200).Json["workTitle"]);
        var made = (await work.DecideAsync(work.First, id, new
        {
            kind = "redact", ground = "personal-data", field = "workTitle", correctionId = asked.Json.Id("id"),
        })).Must(201).Json;
        Assert.Null((await work.ReadAsync(id)).Must(200).Json["workTitle"]);
        Assert.Equal(0, await work.FoundAsync("q=稻香"));
        var granted = (await work.Operator.GetAsync(one)).Must(200).Json;
        Assert.Equal(("granted", made.Id("id")), (granted.Text("status"), granted.Id("decisionId")));
        Assert.Equal("correction.state",
            (await work.Operator.PostAsync($"{one}/refusal", new { reason = "x" })).Must(409).Code);
        Assert.Contains((await work.Server.Operator.GetAsync("/v1/audit?limit=1000")).Must(200).Items,
            a => a.Text("act") == "correction.read");
    }

    [Fact]
    public async Task One_notice_cannot_be_buried_under_requests()
    {
        var id = await work.PublishAsync("告白气球");
        var ask = new { noticeId = id, who = "x", text = "x" };
        for (var i = 0; i < 20; i++) (await work.Server.Anonymous.PostAsync(Path, ask)).Must(201);
        Assert.Equal("correction.too-many", (await work.Server.Anonymous.PostAsync(Path, ask)).Must(409).Code);
        var first = (await work.Operator.GetAsync($"{Path}?status=open&limit=1000")).Must(200).Items
            .First(c => c!.Id("noticeId") == id)!.Id("id");
        Assert.Equal("refused", (await work.Operator.PostAsync(
            $"{Path}/{first}/refusal", new { reason = "Nothing is wrong." })).Must(200).Json.Text("status"));
        (await work.Server.Anonymous.PostAsync(Path, ask)).Must(201);
    }

    [Fact]
    public async Task A_researchers_key_reads_whole_addresses_of_the_record_and_nothing_else_until_it_is_revoked()
    {
        var id = await work.PublishAsync("简单爱");
        (await work.First.PostAsync("/v1/transparency/readers", new { name = "x" })).Must(403);
        var made = (await work.Server.Operator.PostAsync("/v1/transparency/readers", new { name = "A university" }))
            .Must(201).Json;
        var reader = work.Server.With(made.Text("key"));
        var path = $"/v1/transparency/notices/{id}";
        Assert.StartsWith($"https://{RecordAtWork.Host}/",
            (await reader.GetAsync(path)).Must(200).Json.Text("target"), StringComparison.Ordinal);
        var open = (await work.Server.Anonymous.GetAsync(path)).Must(200);
        Assert.Null(open.Json["target"]);
        Assert.DoesNotContain($"{RecordAtWork.Host}/", open.Body, StringComparison.Ordinal);
        (await reader.GetAsync("/v1/notices")).Must(401);
        (await reader.GetAsync("/v1/bodies")).Must(401);
        (await work.Server.With(made.Text("key")[..^1] + "z").GetAsync(path)).Must(401);
        var listed = (await work.Server.Operator.GetAsync("/v1/transparency/readers")).Must(200);
        Assert.DoesNotContain(made.Text("key")!, listed.Body, StringComparison.Ordinal);
        Assert.Contains(listed.Items, r => made.Text("key")!.StartsWith(r.Text("prefix")!, StringComparison.Ordinal));

        (await work.Server.Operator.DeleteAsync($"/v1/transparency/readers/{made.Id("id")}")).Must(204);
        (await work.Server.Operator.DeleteAsync($"/v1/transparency/readers/{made.Id("id")}")).Must(404);
        (await reader.GetAsync(path)).Must(401);
        // The events of keys are followed without harm, and count nothing.
        await work.CatchUpAsync();
        Assert.DoesNotContain($"{Guid.Empty}", (await work.Server.Operator.GetAsync(
            "/v1/compliance/platforms?limit=1000")).Must(200).Body, StringComparison.Ordinal);
    }

    /// <summary>A request with a contact, where the server can encrypt it; else it is refused.</summary>
    private async Task<Guid?> ContactAsync(Guid notice)
    {
        var answer = await work.Server.Anonymous.PostAsync(
            Path, new { noticeId = notice, who = "Zhang", contact = "13900000000", text = "x" });
        if (answer.Status == 201) return answer.Json.Id("id");
        Assert.Equal([("/contact", "contact.not-kept")], answer.Must(400).Faults);
        return null;
    }
}
