using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Claimants;

/// <summary>Waiting confirmations and the list of what is never claimed on the screen.</summary>
public sealed class PreflightPagesTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_second_person_confirms_from_the_list_and_from_the_notice()
    {
        var claimant = await server.ClaimantAsync();
        await server.PlatformAsync("pages.example");
        var ids = new List<Guid>();
        foreach (var port in new[] { "", ":8443" })
            ids.Add(await claimant.AcceptAsync(Sample.Notice($"https://pages.example{port}/")));
        var second = (await claimant.Api.PostAsync(
            $"/v1/organisations/{claimant.Id}/keys", new { name = "second" })).Must(201).Json.Text("key");
        using var one = await Browser.OpenAsync(server, claimant.Key);
        using var other = await Browser.OpenAsync(server, second);

        var own = await one.PostFormAsync(
            (await one.GetAsync("/console/confirmations")).Must(200), "/console/confirmations/confirm",
            ("id", $"{ids[0]}"));
        Assert.Contains("0 done, 1 not done", own.Must(200).Text, StringComparison.Ordinal);
        var done = await other.PostFormAsync(
            (await other.GetAsync("/console/confirmations")).Must(200), "/console/confirmations/confirm",
            ("id", $"{ids[0]}"));
        Assert.Contains("1 done, 0 not done", done.Must(200).Text, StringComparison.Ordinal);
        var page = (await other.GetAsync($"/console/notices/{ids[1]}")).Must(200);
        (await other.PostFormAsync(page, "confirm")).MustLeadTo($"/console/notices/{ids[1]}");
        Assert.Empty((await claimant.Api.GetAsync("/v1/confirmations")).Must(200).Items);
        var faults = new List<string>();
        foreach (var language in new[] { "en", "zh-CN" })
        {
            foreach (var path in new[] { "confirmations", $"notices/{ids[0]}", "never-touch" })
                faults.AddRange(ConsolePages.Faults(await other.GetAsync($"/console/{path}", language), language));
        }
        Assert.Empty(faults);
    }

    [Fact]
    public async Task The_list_is_edited_with_a_look_at_what_changes_and_no_other_document_is()
    {
        var claimant = await server.ClaimantAsync();
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        var page = (await browser.GetAsync("/console/never-touch")).Must(200);
        var preview = (await browser.PostFormAsync(page, "edit",
            ("text", """{"entries":[{"host":"own.example","reason":"own"}]}"""))).Must(200);
        (await browser.PostFormAsync(preview, "save")).MustLeadTo("/console/never-touch");
        Assert.Contains("own.example", (await browser.GetAsync("/console/never-touch")).Must(200).Text,
            StringComparison.Ordinal);
        (await browser.PostFormAsync(page, "edit", ("kind", "functions"))).Must(403);
    }
}
