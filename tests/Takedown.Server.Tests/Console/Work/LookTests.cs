using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Work;

/// <summary>Two people do not decide the same: who is looking at something is told to colleagues.</summary>
public sealed class LookTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Who_looks_at_an_escalation_is_told_to_colleagues_for_ten_minutes_and_may_be_relieved()
    {
        var body = await server.RegulatorAsync("CN-533123");
        var (li, _) = await server.PersonOfAsync(body, "officer", "Li Ming");
        var (wang, _) = await server.PersonOfAsync(body, "officer", "Wang Fang");
        await server.DeliveredAsync("looked.example");
        await server.AdvanceAsync("PT25H");
        var id = (await li.GetAsync("/v1/escalations?status=open")).Must(200).Items[0].Id("id");
        var look = new { subject = "escalation", id };
        var own = (await li.PostAsync("/v1/looks", look)).Must(200).Json;
        Assert.Equal((true, "Li Ming"), (own["own"]!.GetValue<bool>(), own.Text("by")));
        Assert.Equal(own.Time("since").AddMinutes(10), own.Time("until"));
        Assert.Equal("look.taken", (await wang.PostAsync("/v1/looks", look)).Must(409).Code);
        (await wang.DeleteAsync($"/v1/looks/{id}")).Must(404);
        Assert.Empty((await (await server.RegulatorAsync("CN-533124")).Api.GetAsync("/v1/looks")).Must(200).Items);

        using var browser = await Browser.OpenAsync(server, KeyOf(wang));
        var list = (await browser.GetAsync("/console/escalations")).Must(200);
        Assert.Contains(list.Rows(), r => r[^1] == "Li Ming");
        var page = (await browser.GetAsync($"/console/escalations/{id}")).Must(200);
        Assert.Contains("Being looked at by Li Ming", page.Text, StringComparison.Ordinal);
        (await browser.PostFormAsync(page, "look")).MustLeadTo($"/console/escalations/{id}");
        page = (await browser.GetAsync($"/console/escalations/{id}")).Must(200);
        Assert.Contains("You are looking at this", page.Text, StringComparison.Ordinal);
        (await browser.PostFormAsync(page, "look-end")).MustLeadTo($"/console/escalations/{id}");
        Assert.Empty((await li.GetAsync("/v1/looks?subject=escalation")).Must(200).Items);

        (await li.PostAsync("/v1/looks", look)).Must(200);
        await server.AdvanceAsync("PT10M");
        Assert.Empty((await wang.GetAsync("/v1/looks")).Must(200).Items);
        Assert.Equal("Wang Fang", (await wang.PostAsync("/v1/looks", look)).Must(200).Json.Text("by"));
        var bad = (await li.PostAsync("/v1/looks", new { takeOver = true })).Must(400);
        Assert.Equal(["/subject", "/id"], bad.Faults.Select(f => f.Pointer));
    }

    private static string KeyOf(Api api) => api.Client.DefaultRequestHeaders.Authorization!.Parameter!;
}
