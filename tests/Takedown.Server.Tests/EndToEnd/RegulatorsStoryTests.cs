using Takedown.Server.Tests.Forms;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.EndToEnd;

/// <summary>
/// The regulators' half as one story, on the sandbox clock: a platform stays silent, the county body warns and orders,
/// the order runs over, the prefecture supervises, access is suspended at two providers, the police take the case over
/// and answer, a campaign counts it, and the form of the month is signed, summed up by the province and locked.
/// </summary>
public sealed class RegulatorsStoryTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string[] Providers = ["某某接入服务商", "第二接入服务商"];

    private Office county = null!, prefecture = null!, province = null!;
    private Api telecom = null!, police = null!;

    [Fact]
    public async Task From_a_silent_platform_to_a_locked_form()
    {
        county = await Office.OpenAsync(server, "CN-533123");
        prefecture = await Office.OpenAsync(server, "CN-533100");
        province = await Office.OpenAsync(server, "CN-530000");
        telecom = await server.PersonAsync((await server.RegulatorAsync("CN-530000", "telecom")).Id, "officer");
        police = await server.PersonAsync((await server.RegulatorAsync("CN-533123", "police")).Id, "officer");
        var month = await server.NextMonthAsync(5);
        await CampaignAsync(month);

        var (notice, escalation) = await BreachAsync();
        var id = (await county.Officer.PostAsync("/v1/cases", new
        {
            title = "某影视网侵犯影视作品著作权案",
            ipType = "copyright",
            item = "侵犯信息网络传播权",
            escalations = new[] { escalation },
            parties = new[] { new { name = "某某网络科技有限公司", role = "respondent" } },
            targets = new[] { new { url = "https://silent.example/" } },
        })).Must(201).Json.Text("id");

        await OrderAsync(id);
        await SuperviseAsync(id);
        await SuspendAsync(id);
        await TransferAsync(id);

        var campaign = (await province.Officer.GetAsync("/v1/campaigns/story")).Must(200).Json;
        Assert.Equal(
            ["1", "1", "1"], campaign["targets"]!.AsArray().Select(t => t!["actual"]!.ToJsonString()));

        await server.NextMonthAsync(2);
        await FileAsync(month, notice);
        var history = (await county.Officer.GetAsync($"/v1/cases/{id}")).Must(200).Json["history"]!.AsArray();
        // Whatever a body did has its person; what has none, the server did when a time ran out.
        Assert.All(history, act => Assert.True(act!["personId"] is not null || act["organisationId"] is null));
    }

    private async Task CampaignAsync(string month)
    {
        var year = int.Parse(month[..4], System.Globalization.CultureInfo.InvariantCulture);
        (await province.Officer.PostAsync("/v1/campaigns", new
        {
            code = "story",
            title = "剑网专项行动",
            from = $"{year - 1}-12-01",
            to = $"{year + 1}-11-30",
            phases = new[] { new { name = "集中整治阶段", from = $"{year - 1}-12-01", to = $"{year + 1}-10-31" } },
            targets = new[]
            {
                new { figure = "orders-given", target = 10 },
                new { figure = "access-suspended", target = 5 },
                new { figure = "transferred-to-police", target = 2 },
            },
        })).Must(201);
    }

    private async Task<(string Notice, string Escalation)> BreachAsync()
    {
        await server.PlatformAsync("silent.example");
        var claimant = await server.ClaimantAsync();
        var batch = await claimant.SubmitAsync(Sample.Notice("https://silent.example/watch/1"));
        await server.AdvanceAsync("P4D");
        var open = Assert.Single((await county.Officer.GetAsync("/v1/escalations?status=open")).Must(200).Items)!;
        Assert.Equal(batch.NoticeId(), open.Id("noticeId"));
        return ($"{batch.NoticeId()}", open.Text("id"));
    }

    private async Task OrderAsync(string id)
    {
        (await county.Officer.PostAsync($"/v1/cases/{id}/steps", new
        {
            kind = "warning", recipient = "某某网络科技有限公司",
        })).Must(201);
        var order = (await county.Officer.PostAsync($"/v1/cases/{id}/steps", new
        {
            kind = "rectification-order",
            recipient = "某某网络科技有限公司",
            basis = "信息网络传播权保护条例第十八条",
            due = (await server.NowAsync()).AddDays(3),
            document = new { no = "盈版责改〔2026〕1号" },
        })).Must(201).Json;
        Assert.Equal("approval.same-person", (await county.Officer.PostAsync(
            $"/v1/cases/{id}/steps/{order["id"]}/approval", new { approved = true })).Must(409).Code);
        (await county.Head.PostAsync($"/v1/cases/{id}/steps/{order["id"]}/approval", new { approved = true }))
            .Must(200);
        await server.AdvanceAsync("P4D");
        var read = (await county.Officer.GetAsync($"/v1/cases/{id}")).Must(200).Json;
        Assert.Equal(("overdue", true), (read.Text("state"), read["decisionDue"]!.GetValue<bool>()));
    }

    private async Task SuperviseAsync(string id)
    {
        var listed = (await prefecture.Head.PostAsync("/v1/supervisions", new
        {
            title = "挂牌督办案件", criteria = new[] { "impact" }, ground = "社会影响恶劣", cases = new[] { id },
        })).Must(201).Json;
        (await county.Officer.PostAsync(
            $"/v1/supervisions/{listed["id"]}/reports", new { kind = "progress", text = "已责令改正，逾期未改。" })).Must(201);
    }

    private async Task SuspendAsync(string id)
    {
        var request = (await county.Officer.PostAsync($"/v1/cases/{id}/requests", new
        {
            kind = "suspend-access",
            target = "https://silent.example/",
            basis = "互联网著作权行政保护办法第十四条",
            providers = Providers,
            finding = new { no = "盈版责改〔2026〕1号" },
        })).Must(201).Json;
        var path = $"/v1/cases/{id}/requests/{request["id"]}";
        (await telecom.PostAsync($"{path}/approval", new { })).Must(200);
        foreach (var provider in Providers) (await telecom.PostAsync($"{path}/execution", new { provider })).Must(200);
        var done = (await county.Officer.GetAsync($"/v1/cases/{id}")).Must(200).Json["requests"]![0]!;
        Assert.Equal("executed", done.Text("state"));
        Assert.All(done["providers"]!.AsArray(), p => Assert.NotNull(p!["confirmedAt"]));
    }

    private async Task TransferAsync(string id)
    {
        var transfer = (await county.Officer.PostAsync(
            $"/v1/cases/{id}/transfers", new { basis = "实际点击数超过标准" })).Must(201).Json;
        var path = $"/v1/cases/{id}/transfers/{transfer["id"]}/acts";
        (await county.Head.PostAsync(path, new { act = "approve" })).Must(200);
        (await county.Officer.PostAsync(path, new { act = "send" })).Must(200);
        (await police.PostAsync(path, new { act = "receive" })).Must(200);
        (await police.PostAsync(path, new { act = "file" })).Must(200);
        Assert.Equal("transfer.feedback-missing",
            (await county.Officer.PostAsync(path, new { act = "close" })).Must(409).Code);
        (await police.PostAsync(path, new { act = "feedback", outcome = "已立案侦查" })).Must(200);
        (await county.Officer.PostAsync(path, new { act = "close" })).Must(200);
    }

    private async Task FileAsync(string month, string notice)
    {
        var form = await county.FileAsync(month);
        foreach (var figure in new[]
        {
            "notices-sent", "warnings-given", "orders-given", "access-suspended", "transferred-to-police",
        })
        {
            Assert.True(form.Value(figure) == 1, $"{figure} is {form.Value(figure)}");
            Assert.Single(await county.Officer.IdsAsync(month, figure, 100));
        }
        // A figure opens to what is behind it.
        var ids = await county.Officer.IdsAsync(month, "notices-sent", 100);
        Assert.Equal([notice], ids);
        (await county.Officer.GetAsync($"/v1/notices/{ids[0]}")).Must(200);
        (await prefecture.Officer.DoAsync(month, "acceptance", more: $"&organisation={county.Body.Id}")).Must(200);
        await prefecture.FileAsync(month);
        (await province.Officer.DoAsync(month, "acceptance", more: $"&organisation={prefecture.Body.Id}")).Must(200);
        var sum = (await province.Officer.FormAsync(month)).Figure("orders-given")["sum"]!;
        Assert.Equal(("1", "1", "0"), (
            sum["total"]!.ToJsonString(), sum["filed"]!.ToJsonString(), sum["gap"]!.ToJsonString()));
        var locked = await county.Officer.FormAsync(month);
        Assert.Equal("locked", locked.Text("status"));
        Assert.Equal("filing.locked", (await county.Officer.PutAsync(
            $"/v1/reports/monthly/{month}/figures/arrests", new { value = 1, note = "x" })).Must(409).Code);
    }
}
