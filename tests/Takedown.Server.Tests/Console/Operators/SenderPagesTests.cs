using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Operators;

/// <summary>Senders, as the operator sees them and slows one down.</summary>
public sealed class SenderPagesTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_sender_is_found_by_what_it_sent_slowed_down_told_why_and_let_go()
    {
        await server.PlatformAsync("sent.example");
        var claimant = await server.ClaimantAsync("<b>Busy</b> Ltd");
        await claimant.SubmitAsync(Sample.Notice("https://sent.example/1"), Sample.Notice("https://sent.example/1"));
        using var browser = await Browser.OpenAsync(server, TestServer.OperatorKey);
        var list = (await browser.GetAsync("/console/senders")).Must(200);
        var row = list.Rows().Single(r => r[0] == "<b>Busy</b> Ltd");
        Assert.Equal(("2", "1", "0"), (row[3], row[4], row[5]));
        (await browser.GetAsync("/console/senders?from=2020-01-01&to=2020-01-31")).Must(200).One("p.empty");
        Assert.Contains("<b>Busy</b> Ltd",
            (await browser.GetAsync("/console/senders.csv")).Must(200).Body, StringComparison.Ordinal);

        var page = (await browser.GetAsync($"/console/senders/{claimant.Id}")).Must(200);
        var refused = (await browser.PostFormAsync(page, "slow", ("reason", "repetition"), ("text", " "))).Must(400);
        Assert.NotEqual("", refused.One("#slow .fault").TextContent);
        (await browser.PostFormAsync(page, "slow", ("reason", "repetition"), ("text", "The same <i>file</i> daily.")))
            .MustLeadTo(page.Path);
        page = (await browser.GetAsync(page.Path)).Must(200);
        Assert.Contains("The same <i>file</i> daily.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Slowed down", (await browser.GetAsync("/console/senders")).Rows()
            .Single(r => r[0] == "<b>Busy</b> Ltd"));

        using var sender = await Browser.OpenAsync(server, claimant.Key);
        var usage = (await sender.GetAsync("/console/usage?lang=zh")).Must(200);
        Assert.Contains("本机构已被限速", usage.One("section.note").TextContent, StringComparison.Ordinal);
        Assert.Contains("反复重复提交", usage.One("section.note").TextContent, StringComparison.Ordinal);
        var told = (await sender.GetAsync("/console/events?lang=en")).Must(200);
        Assert.Contains("Repetition: The same <i>file</i> daily.",
            told.Rows().Single(r => r[1] == "Slowed down"), StringComparer.Ordinal);

        (await browser.PostFormAsync(page, "end")).MustLeadTo(page.Path);
        Assert.Empty((await sender.GetAsync("/console/usage")).Html.QuerySelectorAll("section.note"));
        (await sender.GetAsync("/console/senders")).Must(403);
        (await browser.GetAsync($"/console/senders/{NewId.Next()}")).Must(404);
    }
}
