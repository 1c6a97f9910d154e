using Takedown.Server.Tests.CounterNotices;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Regulators;

/// <summary>On the page of a notice: the responsible body records how a proceeding ended.</summary>
public sealed class ProceedingPageTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_responsible_body_records_the_end_and_a_body_above_only_reads()
    {
        var body = await server.RegulatorAsync("CN-533123");
        var above = await server.RegulatorAsync("CN-530000");
        var (platform, claimant, id) = await server.RemovedAsync("page.example");
        (await platform.CounterAsync(id)).Must(201);
        (await claimant.Api.PostAsync(
            $"/v1/notices/{id}/proceeding", CounterNoticing.Proceeding(await server.NowAsync()))).Must(200);
        var path = $"/console/notices/{id}";

        using var reading = await Browser.OpenAsync(server, await KeyAsync(above));
        var read = (await reading.GetAsync(path)).Must(200);
        Assert.Empty(ConsolePages.Faults(read, "en"));
        Assert.Contains("Asked how it stands", read.Text, StringComparison.Ordinal);
        Assert.Null(read.Html.GetElementById("proceeding-outcome"));

        using var deciding = await Browser.OpenAsync(server, await KeyAsync(body));
        deciding.Language = "zh-CN";
        var page = (await deciding.GetAsync(path)).Must(200);
        Assert.Empty(ConsolePages.Faults(page, "zh-CN"));
        (await deciding.PostFormAsync(
            page, "proceeding-outcome", ("outcome", "dismissed"), ("document.sha256", Sample.Sha256))).Must(302);
        Assert.Equal("restore-due", await claimant.StateAsync(id));
        Assert.Null((await deciding.GetAsync(path)).Must(200).Html.GetElementById("proceeding-outcome"));
    }

    [Fact]
    public async Task A_platform_confirms_a_withdrawal_on_the_page()
    {
        var (platform, claimant, id) = await server.DeliveredAsync("taken-back.example");
        (await claimant.Api.PostAsync($"/v1/notices/{id}/withdrawal", new { })).Must(200);
        using var own = await Browser.OpenAsync(server, platform.Key);
        var path = $"/console/notices/{id}";
        var page = (await own.GetAsync(path)).Must(200);
        Assert.Empty(ConsolePages.Faults(page, "en"));
        (await own.PostFormAsync(page, "confirm-withdrawal")).Must(302);
        Assert.Equal("met", (await claimant.NoticeAsync(id))["sla"].Text("acknowledgeWithdrawal"));
        own.Language = "zh-CN";
        page = (await own.GetAsync(path)).Must(200);
        Assert.Empty(ConsolePages.Faults(page, "zh-CN"));
        Assert.Null(page.Html.GetElementById("confirm-withdrawal"));
    }

    private async Task<string> KeyAsync(Organisation of)
    {
        var person = (await server.Operator.PostAsync(
            $"/v1/organisations/{of.Id}/people", new { name = "Officer", role = "officer" })).Must(201).Json.Id("id");
        return (await server.Operator.PostAsync($"/v1/people/{person}/keys", new { })).Must(201).Json.Text("key");
    }
}
