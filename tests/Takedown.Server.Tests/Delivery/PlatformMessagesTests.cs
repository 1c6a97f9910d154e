using System.Text.Json.Nodes;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Delivery;

/// <summary>
/// A platform that only listens is told of everything that concerns it: withdrawals, answers, account actions and
/// deadlines at risk, each as a message of its own type (newcomers F9, F20).
/// </summary>
public sealed class PlatformMessagesTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_withdrawal_is_pushed_signed_and_once()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (platform, claimant, id) = await DeliveredAsync("withdrawn-push.example", receiver);
        await platform.SayAsync(id, "action-taken", "removed");

        (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { reason = "Licensed." })).Must(200);

        var push = await MessageAsync(receiver, "notice.withdrawn");
        Assert.True(push.IsSignedBy(platform.Secret()));
        var data = push.Json["data"];
        Assert.Equal((id, 1L, "restore-due", "restore"),
            (data.Id("noticeId"), data.Long("seq"), data.Text("state"), data.Text("deadline")));
        Assert.Equal("Licensed.", data!["reason"].Text("text"));
        Assert.Equal((await claimant.NoticeAsync(id))["deadlines"].Time("restore"), data.Time("due"));
        await server.AdvanceAsync("PT1H");
        Assert.Single(receiver.All, p => TypeOf(p) == "notice.withdrawn");
    }

    [Fact]
    public async Task An_answer_to_a_question_is_pushed_with_all_answers()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (platform, claimant, id) = await DeliveredAsync("answer-push.example", receiver);
        await platform.SayAsync(id, "information-requested", reason: new { code = "proof-of-ownership" });
        (await claimant.Api.PostAsync($"/v1/notices/{id}/supplement", new { text = "Registered." })).Must(200);

        var data = (await MessageAsync(receiver, "notice.supplemented")).Json["data"];

        Assert.Equal((id, "acknowledged", "act"), (data.Id("noticeId"), data.Text("state"), data.Text("deadline")));
        Assert.Equal("Registered.", data!["supplements"]![0].Text("text"));
    }

    [Fact]
    public async Task A_deadline_at_risk_is_pushed_and_one_that_is_met_is_not()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (platform, claimant, id) = await DeliveredAsync("risk-push.example", receiver);
        var answered = await claimant.AcceptAsync(Sample.Notice("https://risk-push.example/2"));
        await claimant.NoticeUntilAsync(answered, n => n.Text("state") == "delivered");
        await platform.SayAsync(answered, "action-taken", "removed");

        await server.AdvanceAsync("PT23H30M");

        var data = (await MessageAsync(receiver, "deadline.at-risk")).Json["data"];
        Assert.Equal((id, "act"), (data.Id("noticeId"), data.Text("deadline")));
        Assert.DoesNotContain(receiver.All, p => TypeOf(p) == "deadline.at-risk"
            && p.Json["data"].Id("noticeId") == answered);
    }

    [Fact]
    public async Task An_account_action_is_pushed_with_the_notices_it_rests_on_newest_first()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (platform, claimant, first) = await DeliveredAsync("strike-push.example", receiver);
        await platform.RemoveAsync(first, "pirate");
        var warned = (await MessageAsync(receiver, "account-action.requested")).Json["data"]!;
        Assert.Equal(("account-warned", "pirate"), (warned.Text("measure"), warned["account"].Text("id")));
        Assert.Equal([first], Ids(warned));

        await server.AdvanceAsync("PT24H");
        var second = await claimant.AcceptAsync(Sample.Notice("https://strike-push.example/2"));
        await claimant.NoticeUntilAsync(second, n => n.Text("state") == "delivered");
        await platform.RemoveAsync(second, "pirate");

        var limited = await Following.WaitUntilAsync(
            () => Task.FromResult(receiver.All.Where(p => TypeOf(p) == "account-action.requested").ToList()),
            all => all.Count == 2);
        Assert.Equal([second, first], Ids(limited[1].Json["data"]!));
        var listed = (await platform.Api.GetAsync("/v1/account-actions")).Must(200).Items;
        Assert.Equal([second, first], Ids(listed[1]!));
    }

    [Fact]
    public async Task A_withdrawn_notice_is_no_ground_any_more()
    {
        var platform = await server.PlatformAsync("ground.example");
        var claimant = await server.ClaimantAsync();
        await claimant.SubmitManyAsync(
            [Sample.Notice("https://ground.example/1"), Sample.Notice("https://ground.example/2")]);
        var ids = (await platform.InboxUntilAsync(i => i.Count == 2)).Select(i => i.Id("noticeId")).ToList();
        foreach (var id in ids) await platform.RemoveAsync(id, "pirate");
        (await claimant.Api.PostAsync($"/v1/notices/{ids[0]}/withdrawal", new { })).Must(200);
        var other = await claimant.DeliverAsync(platform, Sample.Notice("https://ground.example/3"));
        await platform.RemoveAsync(other, "pirate");

        var actions = (await platform.Api.GetAsync("/v1/account-actions")).Must(200).Items;
        Assert.Equal([other, ids[1]], Ids(actions[1]!));
    }

    [Fact]
    public async Task What_the_endpoint_does_not_take_is_tried_again_with_the_same_id_and_in_its_order()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (platform, claimant, id) = await DeliveredAsync("again-push.example", receiver);
        await platform.SayAsync(id, "information-requested", reason: new { code = "proof-of-ownership" });
        receiver.Answer = http => Task.FromResult(http.Response.StatusCode = 500);
        (await claimant.Api.PostAsync($"/v1/notices/{id}/supplement", new { text = "Registered." })).Must(200);
        await MessageAsync(receiver, "notice.supplemented");
        (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200);
        receiver.Answer = _ => Task.CompletedTask;
        var before = receiver.All.Count;

        await server.AdvanceAsync("PT2M");

        await MessageAsync(receiver, "notice.withdrawn");
        var answer = receiver.All.Where(p => TypeOf(p) == "notice.supplemented").ToList();
        Assert.Single(answer.Select(p => p.Id).Distinct());
        var after = receiver.All.Skip(before).Select(TypeOf).ToList();
        Assert.True(after.IndexOf("notice.supplemented") < after.LastIndexOf("notice.withdrawn"),
            string.Join(' ', after));
    }

    [Fact]
    public async Task A_refused_message_holds_no_other()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (platform, claimant, id) = await DeliveredAsync("refused-push.example", receiver);
        await platform.SayAsync(id, "information-requested", reason: new { code = "proof-of-ownership" });
        receiver.Answer = http => Task.FromResult(http.Response.StatusCode =
            TypeOf(receiver.All.Last()) == "notice.supplemented" ? 422 : 200);
        (await claimant.Api.PostAsync($"/v1/notices/{id}/supplement", new { text = "Registered." })).Must(200);
        await MessageAsync(receiver, "notice.supplemented");
        (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200);
        await MessageAsync(receiver, "notice.withdrawn");
    }

    [Fact]
    public async Task Nothing_is_said_of_a_notice_that_never_was_sent_nor_to_a_pull_inbox()
    {
        await using var receiver = await WebhookReceiver.AnsweringAsync(503);
        var platform = await server.PushedAsync("never-push.example", receiver);
        var inbox = await server.PlatformAsync("pull-only.example");
        var claimant = await server.ClaimantAsync();
        var pulled = await claimant.DeliverAsync(inbox, Sample.Notice("https://pull-only.example/1"));
        (await claimant.Api.PostAsync($"/v1/notices/{pulled}/withdrawal", new { })).Must(200);
        Assert.DoesNotContain(receiver.All, p => TypeOf(p) == "notice.withdrawn");
        Assert.Equal("withdrawn", await claimant.StateAsync(pulled));
        Assert.NotEqual(platform.Id, inbox.Id);
    }

    [Fact]
    public async Task A_platform_tests_its_webhook_and_is_told_what_became_of_it()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var platform = await server.PushedAsync("test-push.example", receiver);
        var result = (await platform.Api.PostAsync("/v1/me/webhook/test", new { })).Must(200).Json;
        var push = await MessageAsync(receiver, "webhook.test");
        Assert.True(push.IsSignedBy(platform.Secret()));
        Assert.Equal((true, push.Id), (result["delivered"]!.GetValue<bool>(), result.Text("messageId")));

        receiver.Answer = http => Task.FromResult(http.Response.StatusCode = 404);
        var failed = (await platform.Api.PostAsync("/v1/me/webhook/test", new { })).Must(200).Json;
        Assert.Equal((false, "webhook.status-404", "The webhook answered 404."),
            (failed["delivered"]!.GetValue<bool>(), failed.Text("code"), failed.Text("message")));

        var inbox = await server.PlatformAsync("test-pull.example");
        Assert.Equal("webhook.none", (await inbox.Api.PostAsync("/v1/me/webhook/test", new { })).Must(409).Code);
    }

    private async Task<(Organisation Platform, Organisation Claimant, Guid Id)> DeliveredAsync(
        string host, WebhookReceiver receiver)
    {
        var platform = await server.PushedAsync(host, receiver);
        var claimant = await server.ClaimantAsync();
        var id = await claimant.AcceptAsync(Sample.Notice($"https://{host}/1"));
        await claimant.NoticeUntilAsync(id, n => n.Text("state") == "delivered");
        return (platform, claimant, id);
    }

    private static string TypeOf(Push push) => push.Json.Text("type");

    private static async Task<Push> MessageAsync(WebhookReceiver receiver, string type) =>
        (await Following.WaitUntilAsync(
            () => Task.FromResult(receiver.All.FirstOrDefault(p => TypeOf(p) == type)), push => push is not null))!;

    private static IEnumerable<Guid> Ids(JsonNode action) =>
        action["noticeIds"]!.AsArray().Select(id => id!.GetValue<Guid>());
}
