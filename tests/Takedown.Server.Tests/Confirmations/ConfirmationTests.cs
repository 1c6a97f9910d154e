using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Confirmations;

/// <summary>A notice whose target is shared with others waits for a second person of its claimant.</summary>
public sealed class ConfirmationTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_whole_domain_is_sent_when_another_person_has_confirmed_it_and_no_time_runs_before()
    {
        var (claimant, platform) = (await server.ClaimantAsync(), await server.PlatformAsync("whole.example"));
        var regulator = await server.RegulatorAsync("CN-533123");
        var (one, other) = (await OfficerAsync(claimant, "Li"), await OfficerAsync(claimant, "Wang"));
        var ordinary = await claimant.DeliverAsync(platform, Sample.Notice("https://whole.example/1"));
        var result = (await one.PostAsync("/v1/batches", new
        {
            notices = new[] { Sample.Notice("https://whole.example/") },
        })).Must(202).Json["results"]![0]!;
        Assert.Equal(("accepted", "target.shared"), (result.Text("status"), result["warnings"]![0].Text("code")));
        var id = result.Id("noticeId");

        await server.AdvanceAsync("PT72H");
        Assert.Equal("accepted", await claimant.StateAsync(id));
        (await platform.Api.GetAsync($"/v1/notices/{id}")).Must(404);
        Assert.Single((await platform.Api.GetAsync("/v1/inbox")).Must(200).Items);
        var waiting = (await claimant.NoticeAsync(id))["confirmation"]!;
        Assert.Equal(("waiting", "whole-domain", "Li"), (
            waiting.Text("status"), waiting.Text("reason"), waiting["submittedBy"].Text("person")));
        var listed = Assert.Single((await other.GetAsync("/v1/confirmations")).Must(200).Items)!;
        Assert.Equal((id, "https://whole.example/"), (listed.Id("noticeId"), listed.Text("canonicalUrl")));
        // The same claim again is the same claim.
        Assert.Equal("duplicate", (await claimant.SubmitAsync(Sample.Notice("https://whole.example")))
            .Json["results"]![0].Text("status"));

        var path = $"/v1/notices/{id}/confirmation";
        Assert.Equal((409, "confirmation.same-person"), Fault(await one.PostAsync(path, new { })));
        Assert.Equal(404, (await (await server.ClaimantAsync()).Api.PostAsync(path, new { })).Status);
        Assert.Equal(403, (await platform.Api.PostAsync(path, new { })).Status);
        Assert.Equal((409, "confirmation.not-needed"), Fault(
            await other.PostAsync($"/v1/notices/{ordinary}/confirmation", new { })));
        var done = (await other.PostAsync(path, new { })).Must(200).Json["confirmation"]!;
        Assert.Equal(("confirmed", "Wang"), (done.Text("status"), done["confirmedBy"].Text("person")));
        (await other.PostAsync(path, new { })).Must(200);

        var items = await platform.InboxUntilAsync(all => all.Any(i => i.Id("noticeId") == id));
        Assert.Equal([ordinary, id], items.Select(i => i.Id("noticeId")));
        Assert.True(items[1].Time("deliveredAt") >= done.Time("confirmedAt"));
        foreach (var reader in new[] { claimant, platform, regulator })
            Assert.Equal("Wang", (await reader.NoticeAsync(id))["confirmation"]!["confirmedBy"].Text("person"));
        Assert.Equal(
            ["accepted", "confirmation-required", "confirmed", "delivered"], await claimant.TimelineAsync(id));
        Assert.Empty((await claimant.Api.GetAsync("/v1/confirmations")).Must(200).Items);
        Assert.Equal(
            ["accepted", "confirmation-required", "confirmed", "delivered"], await EventsAsync(claimant, id));
        Assert.Equal(["delivered"], await EventsAsync(platform, id));
        Assert.Single((await server.Operator.GetAsync($"/v1/audit?act=notice.confirm&object={id}")).Must(200).Items);
    }

    [Fact]
    public async Task Keys_of_the_organisation_confirm_each_others_notices_but_not_their_own_successors_many_at_once()
    {
        var (claimant, platform) = (await server.ClaimantAsync(), await server.PlatformAsync("many.example"));
        var keys = $"/v1/organisations/{claimant.Id}/keys";
        var second = server.With(
            (await claimant.Api.PostAsync(keys, new { name = "second" })).Must(201).Json.Text("key"));
        var ids = new List<Guid>();
        foreach (var at in new[] { "104.16.1.1", "203.0.113.45", "[2001:db8::45]" })
        {
            var notice = System.Text.Json.JsonSerializer.SerializeToNode(Sample.Notice($"http://{at}/song"))!;
            notice["platformId"] = platform.Id;
            ids.Add(await claimant.AcceptAsync(notice));
        }
        Assert.Equal(["cdn-address", "address", "address"], (await second.GetAsync("/v1/confirmations")).Must(200)
            .Items.Select(c => c.Text("reason")));
        Assert.Equal(2, (await second.GetAsync("/v1/confirmations?limit=2")).Must(200).Items.Count);

        // Withdrawn while it waits: it ends, and is confirmed no more.
        (await claimant.Api.PostAsync($"/v1/notices/{ids[2]}/withdrawal", new { })).Must(200);
        Assert.Equal("withdrawn", (await claimant.NoticeAsync(ids[2]))["confirmation"].Text("status"));
        Assert.Equal(2, (await second.GetAsync("/v1/confirmations")).Must(200).Items.Count);

        Assert.Equal(
            ["confirmation.same-person", "confirmation.same-person", "confirmation.same-person"],
            Codes(await claimant.Api.PostAsync("/v1/confirmations", new { noticeIds = ids })));
        var stranger = NewId.Next();
        var answer = await second.PostAsync("/v1/confirmations", new { noticeIds = ids.Append(stranger) });
        Assert.Equal([null, null, "transition.not-allowed", "notice.unknown"], Codes(answer));
        await platform.InboxUntilAsync(all => all.Count == 2);
        (await second.PostAsync("/v1/confirmations", new { noticeIds = ids[..2] })).Must(200);
        await server.AdvanceAsync("PT2M");
        Assert.Equal(2, (await platform.Api.GetAsync("/v1/inbox")).Must(200).Items.Count);

        Assert.Equal([("/noticeIds", "field.required")], (await second.PostAsync(
            "/v1/confirmations", new { noticeIds = Array.Empty<Guid>() })).Must(400).Faults);
        Assert.Equal([("/noticeIds", "list.too-long")], (await second.PostAsync(
            "/v1/confirmations", new { noticeIds = Enumerable.Repeat(stranger, 1001) })).Must(400).Faults);
        var held = server.With((await claimant.Api.PostAsync(
            keys, new { name = "held", scopes = new[] { "send", "read" } })).Must(201).Json.Text("key"));
        var successor = server.With(
            (await held.PostAsync("/v1/me/keys", new { name = "next" })).Must(201).Json.Text("key"));
        var last = (await held.PostAsync("/v1/batches", new
        {
            notices = new[] { Sample.Notice("https://many.example/") },
        })).Must(202).Json["results"]![0].Id("noticeId");
        var path = $"/v1/notices/{last}/confirmation";
        Assert.Equal((409, "confirmation.same-person"), Fault(await successor.PostAsync(path, new { })));
        (await second.PostAsync(path, new { })).Must(200);
    }

    [Fact]
    public async Task What_also_waits_for_files_is_sent_when_both_are_there_and_an_order_waits_for_nobody()
    {
        var (claimant, platform) = (await server.ClaimantAsync(), await server.PlatformAsync("both.example"));
        var other = await OfficerAsync(claimant, "Wang");
        var policy = (await server.Operator.GetAsync("/v1/policies/CN-NEWS")).Must(200).Json.AsObject();
        policy["requiresEvidence"] = true;
        foreach (var set in new[] { "version", "warnings", "code" }) policy.Remove(set);
        (await server.Operator.PutAsync("/v1/policies/CN-NEWS", policy)).Must(200);
        var (first, second) = (Proofs.Png("first"), Proofs.Png("second"));
        var (fileLast, personLast) = (
            await claimant.AcceptAsync(
                Sample.Notice("https://both.example/", type: "news", file: Proofs.HashOf(first))),
            await claimant.AcceptAsync(
                Sample.Notice("https://both.example:8443/", type: "news", file: Proofs.HashOf(second))));
        (await other.PostAsync($"/v1/notices/{fileLast}/confirmation", new { })).Must(200);
        (await claimant.Api.PutFileAsync(second)).Must(201);
        await server.AdvanceAsync("PT2M");
        Assert.Empty((await platform.Api.GetAsync("/v1/inbox")).Must(200).Items);
        (await claimant.Api.PutFileAsync(first)).Must(201);
        await platform.InboxUntilAsync(all => all.Any(i => i.Id("noticeId") == fileLast));
        (await other.PostAsync($"/v1/notices/{personLast}/confirmation", new { })).Must(200);
        await platform.InboxUntilAsync(all => all.Any(i => i.Id("noticeId") == personLast));
        var regulator = await server.RegulatorAsync("CN-530000");
        var order = await regulator.AcceptAsync(new
        {
            work = new { title = "七里香", type = "music" },
            target = new { url = "https://both.example/" },
            rightsHolder = new { name = "Rights Ltd", email = "a@rights.example", address = "1 Harbour Road" },
            order = new
            {
                no = "国版办〔2026〕1号", legalBasis = "著作权法 53", officer = "王芳", documentSha256 = Sample.Sha256,
            },
            evidence = new[] { new { sha256 = Sample.Sha256 } },
            explanation = "It infringes.",
            signature = "/s/ Office",
        });
        await platform.InboxUntilAsync(all => all.Any(i => i.Id("noticeId") == order));
    }

    private async Task<Api> OfficerAsync(Organisation of, string name)
    {
        var person = (await server.Operator.PostAsync(
            $"/v1/organisations/{of.Id}/people", new { name, role = "officer" })).Must(201).Json.Id("id");
        return server.With(
            (await server.Operator.PostAsync($"/v1/people/{person}/keys", new { })).Must(201).Json.Text("key"));
    }

    private static async Task<IReadOnlyList<string>> EventsAsync(Organisation reader, Guid id) =>
        [.. (await reader.FeedAsync())
            .Where(e => e["noticeId"]?.GetValue<Guid>() == id).Select(e => e.Text("type"))];

    private static (int, string?) Fault(Answer answer) => (answer.Status, answer.Code);

    private static IEnumerable<string?> Codes(Answer answer) =>
        answer.Must(200).Json["results"]!.AsArray().Select(r => r!["code"]?.GetValue<string>());
}
