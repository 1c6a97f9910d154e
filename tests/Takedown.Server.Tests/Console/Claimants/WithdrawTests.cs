using System.Globalization;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Screens.Claimants;

/// <summary>Notices withdrawn from the list: some, many, a batch but for some.</summary>
public sealed class WithdrawTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Form = "/console/notices/withdraw";

    [Theory]
    [InlineData("en", "2 done, 0 not done")]
    [InlineData("zh-CN", "成功 2 条，未成功 0 条")]
    public async Task Ticked_notices_are_withdrawn_with_a_result_each(string language, string said)
    {
        var (claimant, ids, _) = await NewAsync(3);
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        browser.Language = language;
        var list = (await browser.GetAsync("/console/notices")).Must(200);
        var done = (await browser.PostFormAsync(
            list, Form, ("id", $"{ids[0]}"), ("id", $"{ids[1]}"), ("reason", "sold"))).Must(200);
        Assert.Contains(said, done.Text, StringComparison.Ordinal);
        Assert.Equal(["withdrawn", "withdrawn", "accepted"], await StatesAsync(claimant, ids));
    }

    [Fact]
    public async Task From_twenty_on_the_number_is_typed_and_a_batch_is_withdrawn_but_for_some()
    {
        var (claimant, ids, batch) = await NewAsync(25);
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        var list = (await browser.GetAsync($"/console/notices?batch={batch}")).Must(200);
        var asked = (await browser.PostFormAsync(
            list, Form, ("id", $"{ids[7]}"), ("which", "others"))).Must(200);
        Assert.Contains("24 notices are withdrawn", asked.Text, StringComparison.Ordinal);
        var wrong = (await browser.PostFormAsync(asked, "confirm", ("_count", "25"))).Must(200);
        Assert.Contains("not the number", wrong.Text, StringComparison.Ordinal);
        Assert.All(await StatesAsync(claimant, ids), state => Assert.Equal("accepted", state));

        var done = (await browser.PostFormAsync(wrong, "confirm", ("_count", "24"))).Must(200);
        Assert.Contains("24 done, 0 not done", done.Text, StringComparison.Ordinal);
        var left = await StatesAsync(claimant, ids);
        Assert.Equal(["accepted"], left.Where(s => s != "withdrawn"));
        Assert.Equal("accepted", left[7]);
    }

    [Fact]
    public async Task What_could_not_be_withdrawn_stays_ticked()
    {
        var (claimant, ids, _) = await NewAsync(1);
        var (_, others, _) = await NewAsync(1);
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        var list = await browser.GetAsync("/console/notices");
        var done = (await browser.PostFormAsync(
            list, Form, ("id", $"{ids[0]}"), ("id", $"{others[0]}"))).Must(200);
        Assert.Contains("1 done, 1 not done", done.Text, StringComparison.Ordinal);
        Assert.Equal($"{others[0]}", done.One("input[name=id][checked]").GetAttribute("value"));
    }

    [Fact]
    public async Task Without_its_token_or_by_another_kind_nothing_is_withdrawn()
    {
        var (claimant, ids, _) = await NewAsync(1);
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        var list = await browser.GetAsync("/console/notices");
        (await browser.PostFormAsync(list, Form, ("id", $"{ids[0]}"), ("_token", "x"))).Must(400);
        (await browser.PostFormAsync(list, Form, ("id", $"{ids[0]}"), ("_token", null))).Must(400);
        Assert.Equal(["accepted"], await StatesAsync(claimant, ids));
    }

    [Fact]
    public async Task Filters_stand_in_the_address()
    {
        var (claimant, ids, _) = await NewAsync(2);
        using var browser = await Browser.OpenAsync(server, claimant.Key);
        var list = (await browser.GetAsync("/console/notices?clientRef=N-1")).Must(200);
        Assert.Equal([$"{ids[1]}"], list.Html.QuerySelectorAll("tr[data-id]").Select(r => r.GetAttribute("data-id")));
        Assert.Equal("N-1", list.One("form[role=search] input[name=clientRef]").GetAttribute("value"));
    }

    private async Task<(Organisation Claimant, List<Guid> Ids, Guid Batch)> NewAsync(int count)
    {
        var host = Bodies.NewHost();
        // A webhook that answers nobody: nothing is delivered meanwhile.
        await server.PlatformAsync(host, new { connector = new { kind = "webhook", url = "http://127.0.0.1:9/x" } });
        var claimant = await server.ClaimantAsync();
        var batch = await claimant.SubmitManyAsync(Enumerable.Range(0, count).Select(
            i => Sample.Notice($"https://{host}/{i}", string.Create(CultureInfo.InvariantCulture, $"N-{i}"))));
        var notices = await claimant.NoticesAsync();
        return (claimant, [.. notices.OrderBy(n => n.Long("index")).Select(n => n.Id("id"))], batch);
    }

    private static async Task<IReadOnlyList<string>> StatesAsync(Organisation claimant, IReadOnlyList<Guid> ids)
    {
        var notices = (await claimant.NoticesAsync()).ToDictionary(n => n.Id("id"), n => n.Text("state"));
        return [.. ids.Select(id => notices[id])];
    }
}
