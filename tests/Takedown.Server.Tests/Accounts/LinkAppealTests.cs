using Takedown.Server.Tests.CounterNotices;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Accounts;

/// <summary>The user of an account appeals itself, with the one-time link of a notice.</summary>
public sealed class LinkAppealTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Path = "/v1/account-appeals/with-link";

    [Fact]
    public async Task The_user_appeals_with_its_link_and_the_platform_decides_as_always()
    {
        var (platform, claimant, id) = await server.RemovedAsync("user.example", new { region = "CN-310106" });
        await platform.ConfirmAsync(await platform.ActionsAsync("requested"));
        var warned = Assert.Single(await platform.ActionsAsync());
        var code = await LinkAsync(platform, id);
        var steps = (await server.Anonymous.GetAsync($"/v1/account-appeals/steps?link={code}")).Must(200).Json;
        var step = Assert.Single(steps["steps"]!.AsArray())!;
        Assert.Equal(("account-warned", warned.Id("id")), (step.Text("measure"), step.Id("actionId")));
        Assert.Null(step["code"]);
        // Nothing of the claimant, nor of others.
        Assert.DoesNotContain($"{claimant.Id}", steps.ToJsonString(), StringComparison.Ordinal);

        var filed = (await AppealAsync(code, "It was my own.")).Must(200).Json["steps"]![0]!;
        Assert.Equal("account-appeal.filed", filed.Text("code"));
        var path = $"/v1/account-actions/{warned.Id("id")}/appeal";
        var appeal = (await platform.Api.GetAsync(path)).Must(200).Json;
        Assert.Equal(("accused", "It was my own."), (appeal.Text("filedBy"), appeal.Text("text")));
        Assert.Equal((409, "account-appeal.filed"), Fault(await platform.Api.PostAsync(path, new { text = "Again." })));
        var officer = await server.OfficerAsync(platform);
        var decided = (await officer.PostAsync(path + "/decision", new { outcome = "upheld", text = "So." })).Must(200);
        Assert.Equal("lifted", decided.Json.Text("status"));
        // The counter-notice may follow, once.
        (await CounterAsync(code)).Must(201);
        Assert.Equal((404, "link.used"), Fault(await CounterAsync(code)));
    }

    [Fact]
    public async Task A_used_an_expired_and_an_unknown_link_open_nothing()
    {
        var (platform, _, id) = await server.RemovedAsync("refuse.example");
        await platform.ConfirmAsync(await platform.ActionsAsync("requested"));
        var (first, second) = (await LinkAsync(platform, id), await LinkAsync(platform, id));
        (await AppealAsync(first, "x")).Must(200);
        Assert.Equal((404, "link.used"), Fault(await AppealAsync(first, "x")));
        // Another link of the same notice: the measure has its appeal.
        Assert.Equal((409, "account-appeal.filed"), Fault(await AppealAsync(second, "x")));
        (await CounterAsync(second)).Must(201);
        foreach (var (code, fault) in new[] { (second, "link.used"), ("nobody-made-this", "link.unknown") })
        {
            Assert.Equal((404, fault), Fault(await AppealAsync(code, "x")));
            Assert.Equal((404, fault), Fault(await server.Anonymous.GetAsync(
                $"/v1/account-appeals/steps?link={code}")));
        }
        var (other, _, late) = await server.RemovedAsync("late.example");
        await other.ConfirmAsync(await other.ActionsAsync("requested"));
        var expired = await LinkAsync(other, late);
        await server.AdvanceAsync("P15D");
        Assert.Equal((404, "link.expired"), Fault(await AppealAsync(expired, "x")));
        Assert.Equal((404, "link.expired"), Fault(await server.Anonymous.GetAsync(
            $"/v1/account-appeals/steps?link={expired}")));
        Assert.Equal(404, (await other.Api.GetAsync(
            $"/v1/account-actions/{(await other.ActionsAsync())[0].Id("id")}/appeal")).Status);
    }

    [Fact]
    public async Task A_link_opens_the_measures_of_its_notice_only()
    {
        var (platform, claimant, id) = await server.RemovedAsync("others.example");
        var foreign = await claimant.DeliverAsync(platform, Sample.Notice("https://others.example/other"));
        await platform.RemoveAsync(foreign, "somebody-else");
        var actions = await platform.ActionsAsync("requested");
        var code = await LinkAsync(platform, id);
        // What was only asked for is no measure.
        Assert.Empty((await server.Anonymous.GetAsync($"/v1/account-appeals/steps?link={code}")).Must(200)
            .Json["steps"]!.AsArray());
        Assert.Equal((409, "account-appeal.no-measure"), Fault(await AppealAsync(code, "x")));
        await platform.ConfirmAsync(actions);
        var other = actions.Single(a => a["account"].Text("id") == "somebody-else").Id("id");
        Assert.Equal(["/actionIds account-action.unknown"], Faults(await AppealAsync(code, "x", [other])));
        Assert.Equal(["/link field.required", "/text field.required"], Faults(await server.Anonymous.PostAsync(
            Path, new { })));
        Assert.Equal(["/actionIds field.required"], Faults(await AppealAsync(code, "x", [])));
        Assert.Equal(["?link field.required"], Faults(await server.Anonymous.GetAsync("/v1/account-appeals/steps")));
        (await AppealAsync(code, "x")).Must(200);
        Assert.Equal(404, (await platform.Api.GetAsync($"/v1/account-actions/{other}/appeal")).Status);
    }

    [Fact]
    public async Task Two_at_one_moment_appeal_once()
    {
        var (platform, _, id) = await server.RemovedAsync("race.example");
        await platform.ConfirmAsync(await platform.ActionsAsync("requested"));
        var code = await LinkAsync(platform, id);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AppealAsync(code, "x")));
        Assert.Equal([200, 404, 404, 404], answers.Select(a => a.Status).Order());
    }

    private static async Task<string> LinkAsync(Organisation platform, Guid id) =>
        (await platform.Api.PostAsync($"/v1/notices/{id}/counter-notice-links", new { })).Must(201).Json.Text("code");

    private Task<Answer> AppealAsync(string link, string text, Guid[]? actionIds = null) => server.Anonymous.PostAsync(
        Path, actionIds is null ? new { link, text } : (object)new { link, text, actionIds });

    private Task<Answer> CounterAsync(string code)
    {
        var body = CounterNoticing.Of();
        body.Remove("noticeIds");
        body["links"] = new[] { code };
        return server.Anonymous.PostAsync("/v1/counter-notices/with-links", body);
    }

    private static IEnumerable<string> Faults(Answer answer) =>
        answer.Must(400).Faults.Select(f => $"{f.Pointer} {f.Code}").Order();

    private static (int, string?) Fault(Answer answer) => (answer.Status, answer.Code);
}
