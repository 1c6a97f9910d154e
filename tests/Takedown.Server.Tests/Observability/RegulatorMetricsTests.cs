using Takedown.Server.Tests.Enforcement;
using Takedown.Server.Tests.Forms;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Observability;

/// <summary>What regulators do and have not done, as Prometheus reads it.</summary>
public sealed class RegulatorMetricsTests(CaseWorld world) : IClassFixture<CaseWorld>
{
    [Fact]
    public async Task Cases_leads_filings_and_assistance_are_counted_and_what_is_overdue_is_shown()
    {
        var server = world.Server;
        var before = await MetricsTests.ScrapeAsync(server);
        Assert.Equal((0.0, 0.0), (before["takedown_cases_open"], before["takedown_cases_opened_total"]));

        var (ordered, closed) = (await world.OpenAsync(), await world.OpenAsync());
        (await world.Officer.PostAsync($"/v1/cases/{closed}/closing", new { outcome = "no-infringement" })).Must(200);
        await world.StepAsync(ordered, "rectification-order", due: (await server.NowAsync()).AddDays(5));
        var lead = new { source = "patrol", targets = new[] { new { url = "https://pirate.example/1" } } };
        foreach (var body in new[] { lead, lead })
            (await world.Officer.PostAsync("/v1/leads", body)).Must(201);
        var decided = (await world.Officer.PostAsync("/v1/leads", lead)).Must(201).Json.Id("id");
        (await world.Officer.PostAsync($"/v1/leads/{decided}/triage", new { decision = "accept" })).Must(200);
        (await world.Officer.PostAsync("/v1/leads", new { source = "gossip" })).Must(400);
        (await world.Officer.PostAsync("/v1/assistance", new
        {
            kind = "evidence", to = world.PoliceBody.Id, subject = new { kind = "text", summary = "x" }, text = "y",
        })).Must(201);

        var now = await MetricsTests.EventuallyAsync(server, s => s["takedown_leads_open"] == 2);
        Assert.Equal(
            (2.0, 1.0, 1.0, 0.0),
            (now["takedown_cases_opened_total"], now["takedown_cases_closed_total"], now["takedown_cases_open"],
                now["takedown_orders_overdue"]));
        Assert.Equal(
            (3.0, 0.0, 2.0, 0.0),
            (now[Received("patrol")], now[Received("tip")], now["takedown_leads_open"],
                now["takedown_leads_overdue"]));
        Assert.Equal(0, now["takedown_assistance_overdue"]);

        await server.NextMonthAsync(20);
        await server.AdvanceAsync("P20D");
        await server.AdvanceAsync("PT1S");

        var later = await MetricsTests.EventuallyAsync(server, s => s["takedown_leads_overdue"] == 2);
        Assert.Equal((1.0, 1.0), (later["takedown_orders_overdue"], later["takedown_assistance_overdue"]));
        Assert.True(later["takedown_filings_overdue"] > 0);
        var owed = (await server.Operator.GetAsync("/v1/reports/filings?status=open&limit=1000")).Must(200).Items;
        Assert.Equal(owed.Count, later["takedown_filings_due"] + later["takedown_filings_overdue"]);
    }

    private static string Received(string source) => $"takedown_leads_received_total{{source=\"{source}\"}}";
}
