using Takedown.Server.Tests.Harness;

namespace Takedown.Browser.Tests;

/// <summary>What a body has at work, so that each of its pages shows something.</summary>
internal sealed class RegulatorsDay(Api officer)
{
    public async Task RunAsync()
    {
        var escalation = (await officer.GetAsync("/v1/escalations?status=open")).Must(200).Items[0].Id("id");
        var lead = (await officer.PostAsync("/v1/leads", new { source = "patrol", text = "盗版影片网站 <b>" }))
            .Must(201).Json.Id("id");
        (await officer.PostAsync($"/v1/leads/{lead}/triage", new { decision = "accept" })).Must(200);
        (await officer.PostAsync("/v1/leads", new { source = "tip", text = "群众举报" })).Must(201);
        (await officer.PostAsync("/v1/cases", new
        {
            ipType = "copyright",
            item = "侵犯信息网络传播权",
            escalations = new[] { escalation },
            parties = new[] { new { name = "雾岭科技有限公司" } },
        })).Must(201);
        (await officer.PostAsync("/v1/campaigns", new
        {
            code = "jianwang", title = "剑网行动", from = "2026-06-01", to = "2026-12-31",
        })).Must(201);
        (await officer.PostAsync("/v1/registers/sites", new { fields = new { name = "影视站", domain = "row.example" } }))
            .Must(201);
        (await officer.PostAsync("/v1/patrols", new { sites = 3 })).Must(201);
        (await officer.PostAsync("/v1/watches", new
        {
            name = "逾期", query = new { metric = "breached" }, threshold = new { op = "above", value = 1 },
        })).Must(201);
    }
}
