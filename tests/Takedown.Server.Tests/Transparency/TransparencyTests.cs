using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Tests.Harness;
using Takedown.Server.Transparency;

namespace Takedown.Server.Tests.Transparency;

/// <summary>The public record over HTTP (电商法 44).</summary>
public sealed class TransparencyTests(PublicServer work) : IClassFixture<PublicServer>
{
    [Fact]
    public async Task Everybody_finds_a_notice_and_its_result_and_nobody_a_person()
    {
        var found = Assert.Single((await work.AskAsync("q=%E4%B8%83%E9%87%8C%E9%A6%99")).Items)!;
        Assert.Equal(work.Removed, found.Id("id"));
        Assert.Equal(("removed", "removed", "met"), (found.Text("state"), found.Text("measure"), found.Text("sla")));
        Assert.Equal(("晴天 七里香 精选（***）", "music.example", ""),
            (found.Text("workTitle"), found.Text("host"), found.Text("target")));
        Assert.Equal("音乐平台", found["platform"].Text("name"));
        Assert.Null(found["claimant"]);
        Assert.Equal(["account", "claimant", "evidence", "rightsHolder", "target", "workTitle"],
            found["redactions"]!.AsArray().Select(r => r!.GetValue<string>()));
        Assert.Equal(["delivered", "action-taken"], found["history"]!.AsArray().Select(h => h.Text("type")));
        var one = (await work.Server.Operator.GetAsync($"/v1/transparency/notices/{work.Removed}")).Must(200);
        Assert.NotEqual("", one.Json.Text("asOf"));
        Assert.NotEqual("", one.Json.Text("publishedAt"));
        var facets = (await work.Server.Operator.GetAsync("/v1/transparency/facets")).Must(200);
        var shown = string.Concat((await work.AskAsync("")).Body, one.Body, facets.Body);
        foreach (var person in (string[])
        [
            "周杰伦", "zhangsan88", "七里的香", "沈清秋", "jay@home", "13800138000", "和平路", "rights@claimant",
        ])
        {
            Assert.DoesNotContain(person, shown, StringComparison.OrdinalIgnoreCase);
            Assert.Empty(await work.FoundAsync(person));
        }
        Assert.Empty(await work.FoundAsync("里香七"));
        Assert.Equal([work.Removed], await work.FoundAsync("音乐平台 精选 MUSIC"));
    }

    [Fact]
    public async Task What_did_not_reach_its_platform_is_not_there_and_a_key_is_judged_as_elsewhere()
    {
        (await work.Server.Operator.GetAsync($"/v1/transparency/notices/{NewId.Next()}")).Must(404);
        (await work.Server.With("x").GetAsync("/v1/transparency/notices")).Must(401);
        var shown = (await work.AskAsync("limit=1")).Items.ToJsonString();
        foreach (var reader in (Api[])[work.Claimant.Api, work.Platform.Api, work.Server.Anonymous])
        {
            var same = (await reader.GetAsync("/v1/transparency/notices?limit=1")).Must(200);
            Assert.Equal(shown, same.Items.ToJsonString());
        }
        (await work.Server.Anonymous.GetAsync($"/v1/transparency/notices/{work.Removed}")).Must(200);
        (await work.Server.Anonymous.GetAsync("/v1/transparency/facets")).Must(200);
        (await work.Server.Anonymous.GetAsync("/v1/transparency/counts")).Must(200);
        var silent = await work.Server.PlatformAsync("silent.example", new
        {
            connector = new { kind = "webhook", url = "http://127.0.0.1:9/" },
        });
        var id = await work.Claimant.AcceptAsync(Sample.Notice("https://silent.example/1"));
        Assert.NotEqual(Guid.Empty, silent.Id);
        var later = await work.Claimant.DeliverAsync(
            work.Platform, Sample.Notice("https://music.example/later", title: "夜曲"));
        await work.SeenAsync(later, n => n.Text("state") == "delivered");
        (await work.Server.Operator.GetAsync($"/v1/transparency/notices/{id}")).Must(404);
        Assert.Equal([later], await work.FoundAsync("夜曲"));
        (await work.Claimant.Api.PostAsync($"/v1/notices/{later}/withdrawal", new { })).Must(200);
        await work.SeenAsync(later, n => n.Text("state") == "withdrawn");
    }

    [Theory]
    [InlineData("limit=101", "?limit", "value.out-of-range")]
    [InlineData("limit=0", "?limit", "value.out-of-range")]
    [InlineData("after=x", "?after", "cursor.invalid")]
    [InlineData("after=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "?after", "cursor.other-query")]
    [InlineData("platform=x", "?platform", "field.type")]
    [InlineData("state=gone", "?state", "value.unknown")]
    [InlineData("measure=gone", "?measure", "value.unknown")]
    [InlineData("from=2026", "?from", "field.type")]
    [InlineData("from=2026-02-02&to=2026-02-01", "?to", "value.out-of-range")]
    [InlineData("host=a%20b", "?host", "host.invalid")]
    [InlineData("q=a%00b", "?q", "text.nul")]
    [InlineData("regexp=1", "?regexp", "parameter.unknown")]
    public async Task Bad_input_is_named(string query, string pointer, string code)
    {
        Assert.Contains((pointer, code), (await work.AskAsync(query, 400)).Faults);
        if (!query.Contains("limit", StringComparison.Ordinal) && !query.Contains("after", StringComparison.Ordinal))
            (await work.Server.Operator.GetAsync($"/v1/transparency/facets?{query}")).Must(400);
    }

    [Theory]
    [InlineData(".*")]
    [InlineData("{\"$ne\":null}")]
    [InlineData("七里香 OR 1=1")]
    [InlineData("\"七里香")]
    [InlineData("七里* AND -晴天")]
    [InlineData("%")]
    [InlineData("'; DROP TABLE public_notices; --")]
    [InlineData("$where: sleep(1000)")]
    public async Task Operators_are_plain_text(string q)
    {
        var found = await work.FoundAsync(q);
        Assert.Equal(q.StartsWith('"') ? [work.Removed] : [], found);
        (await work.Server.Operator.GetAsync($"/v1/transparency/facets?q={Uri.EscapeDataString(q)}")).Must(200);
    }

    [Fact]
    public async Task A_question_has_200_characters_at_most_and_its_first_16_terms_count()
    {
        var many = string.Join(' ', Enumerable.Range(0, 10_000).Select(i => $"a{i:x}"));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/transparency/notices?q={many[..5_000]}");
        Assert.Contains(("?q", "value.too-long"), (await work.Server.Operator.SendAsync(request)).Must(400).Faults);
        Assert.Equal([work.Removed],
            await work.FoundAsync("晴天 " + string.Concat(Enumerable.Repeat("七里香 ", 40)) + "精选"));
        Assert.Empty(await work.FoundAsync("晴天 " + string.Join(' ', Enumerable.Range(0, 60))));
    }

    [Fact]
    public async Task A_cursor_continues_its_own_question_only_and_a_notice_hidden_meanwhile_is_gone()
    {
        var platform = await work.Server.PlatformAsync("pages.example");
        List<Guid> ids = [];
        for (var i = 0; i < 3; i++)
            ids.Add(await work.Claimant.DeliverAsync(
                platform, Sample.Notice($"https://pages.example/{i}", title: "稻香")));
        foreach (var id in ids) await work.SeenAsync(id, _ => true);
        var page = await work.AskAsync("host=pages.example&limit=1&q=%E7%A8%BB%E9%A6%99");
        Assert.Equal(ids[2], page.Items[0].Id("id"));
        var next = page.Json.Text("next");
        foreach (var other in (string[])["host=pages.example", "q=%E7%A8%BB%E9%A6%99", "host=pages.example&q=x"])
        {
            var refused = await work.AskAsync($"{other}&after={next}", 400);
            Assert.Contains(("?after", "cursor.other-query"), refused.Faults);
        }
        var record = work.Server.Services.GetRequiredService<IPublicRecord>();
        var shown = Assert.IsType<Core.Transparency.PublicNotice>(
            await record.FindAsync(ids[1], await work.Server.NowAsync(), default));
        await record.ApplyAsync([Entries.Hidden(shown, "privacy")], default);
        // The size of a page is no part of the question; a URL on the host is the host.
        var rest = await work.AskAsync(
            $"q=%E7%A8%BB%E9%A6%99&host=https%3A%2F%2FPAGES.example%2Fx&limit=50&after={next}");
        Assert.Equal(ids[0], Assert.Single(rest.Items).Id("id"));
        Assert.Null(rest.Json["next"]);
        var hidden = (await work.Server.Operator.GetAsync($"/v1/transparency/notices/{ids[1]}")).Must(410);
        Assert.Equal(("record.hidden", "privacy"), (hidden.Code, hidden.Json.Text("ground")));
        var hosts = (await work.Server.Operator.GetAsync("/v1/transparency/facets?q=%E7%A8%BB%E9%A6%99")).Must(200);
        Assert.Equal(2, hosts.Json.Long("matches"));
        Assert.Equal(2, hosts.Json["fields"]!["host"]![0].Long("count"));
    }

    [Fact]
    public async Task Figures_come_with_how_they_are_made_and_the_history_is_for_regulators()
    {
        var counts = await Following.WaitUntilAsync(
            async () => (await work.Server.Operator.GetAsync(
                "/v1/transparency/counts", ("Accept-Language", "zh-CN"))).Must(200).Json,
            c => c["totals"].Long("removed") > 0);
        Assert.Equal(work.Platform.Id, counts["platforms"]!.AsArray()
            .Single(p => p.Long("removed") > 0).Id("platformId"));
        Assert.Equal(1, counts["totals"]!["actionRate"]!.GetValue<double>());
        Assert.All(counts["definitions"]!.AsArray(),
            d => Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", d.Text("text")));
        Assert.All(counts["months"]![0]!.AsObject().Where(f => f.Key != "month"),
            f => Assert.Contains(counts["definitions"]!.AsArray(), d => d.Text("field") == f.Key));
        foreach (var bad in (string[])
            ["from=2026-13", "from=2026-05&to=2026-04", "from=2000-01&to=2026-01", "platform=x"])
            (await work.Server.Operator.GetAsync($"/v1/transparency/counts?{bad}")).Must(400);

        var near = await work.Server.RegulatorAsync("CN-533100");
        var far = await work.Server.RegulatorAsync("CN-310000");
        const string path = "/v1/transparency/history?by=work";
        var history = (await near.Api.GetAsync(path)).Must(200).Json;
        Assert.Equal(5, history["intervals"]!.AsArray().Count);
        Assert.Contains(history["intervals"]![4]!["sums"]!.AsArray(),
            s => (s.Text("key"), s.Long("removed")) == ("晴天 七里香 精选（***）", 1));
        Assert.All((await far.Api.GetAsync(path)).Must(200).Json["intervals"]!.AsArray(),
            i => Assert.Empty(i!["sums"]!.AsArray()));
        Assert.Equal(12, (await near.Api.GetAsync("/v1/transparency/history?by=host&bucket=month")).Must(200)
            .Json["intervals"]!.AsArray().Count);
        (await near.Api.GetAsync("/v1/transparency/history?from=1900-01-01")).Must(400);
        (await work.Claimant.Api.GetAsync(path)).Must(403);
        (await work.Server.Anonymous.GetAsync(path)).Must(401);
    }
}
