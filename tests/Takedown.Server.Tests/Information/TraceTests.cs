using Takedown.Server.Tests.Harness;
using Takedown.Server.Tests.Supervision;

namespace Takedown.Server.Tests.Information;

/// <summary>Restricted trace data: B04, B05, B13, B14.</summary>
public sealed class TraceTests(BodiesAtWork work) : IClassFixture<BodiesAtWork>
{
    private static readonly object Data = new
    {
        addresses = new[] { "1 Hidden Road" }, ips = new[] { "203.0.113.7", "2001:db8::1" },
        paymentAccounts = new[] { new { provider = "Bank", account = "account-4711", holder = "Zhang" } },
        domesticActors = new[] { new { name = "Ad Ltd", role = "ads", uscc = Officers.Uscc, region = "CN-530000" } },
    };

    [Fact]
    [Trait("Id", "B04")]
    [Trait("Id", "B05")]
    [Trait("Id", "B13")]
    [Trait("Id", "B14")]
    public async Task B04_B05_B13_B14_Trace_data_is_read_by_persons_of_the_body_and_every_read_is_recorded()
    {
        var path = $"/v1/cases/{await work.CaseAsync()}/trace";
        (await work.Officer.GetAsync(path)).Must(404);
        Assert.Equal(1, (await work.Officer.PutAsync(path, Data)).Must(200).Json["version"]!.GetValue<int>());
        var read = (await work.Second.GetAsync(path)).Must(200).Json;
        Assert.Equal("account-4711", read["data"]!["paymentAccounts"]![0].Text("account"));
        Assert.Equal("CN-530000", read["data"]!["domesticActors"]![0].Text("region"));
        Assert.Equal(2, (await work.Officer.PutAsync(path, Data)).Must(200).Json["version"]!.GetValue<int>());
        var reads = (await work.County.Api.GetAsync($"{path}/reads")).Must(200).Items;
        Assert.Equal(["trace-written", "trace-read", "trace-written"], reads.Select(r => r.Text("act")));
        Assert.NotEqual(reads[0].Id("personId"), reads[1].Id("personId"));
        Assert.Contains((await work.County.Api.GetAsync("/v1/audit?act=trace.read&limit=1000")).Must(200).Items,
            a => a.Id("personId") == reads[1].Id("personId"));
        if (!TestStore.IsPostgres) Assert.False(await work.Server.FilesContainAsync("account-4711"));
    }

    [Fact]
    public async Task Nobody_else_reads_it_and_a_refused_read_is_no_read()
    {
        var path = $"/v1/cases/{await work.CaseAsync()}/trace";
        (await work.Officer.PutAsync(path, Data)).Must(200);
        Assert.Equal("person.required", (await work.County.Api.GetAsync(path)).Must(403).Code);
        Assert.Equal("person.required", (await work.County.Api.PutAsync(path, Data)).Must(403).Code);
        Assert.Equal("scope.missing", (await work.Reader.GetAsync(path)).Must(403).Code);
        Assert.Equal("case.not-yours", (await work.Chief.GetAsync(path)).Must(403).Code);
        Assert.Equal("forbidden", (await work.Server.Operator.GetAsync(path)).Must(403).Code);
        foreach (var stranger in new[] { work.FarOfficer, work.MarketOfficer, work.OtherOfficer })
        {
            (await stranger.GetAsync(path)).Must(404);
            (await stranger.PutAsync(path, Data)).Must(404);
            (await stranger.GetAsync($"{path}/reads")).Must(404);
        }
        Assert.Single((await work.Officer.GetAsync($"{path}/reads")).Must(200).Items);
    }

    [Fact]
    public async Task A_market_body_keeps_no_trace_data_of_its_cases()
    {
        var path = $"/v1/cases/{await work.Server.CaseAsync(work.Market, "CN-533123", "market")}/trace";
        Assert.Equal("trace.function", (await work.MarketOfficer.PutAsync(path, Data)).Must(403).Code);
        Assert.Equal("trace.function", (await work.MarketOfficer.GetAsync(path)).Must(403).Code);
    }

    [Fact]
    public async Task The_police_keep_theirs()
    {
        var police = await work.Server.RegulatorAsync("CN-533124", "police");
        var officer = await work.Server.OfficerAsync(police);
        var path = $"/v1/cases/{await work.Server.CaseAsync(police, "CN-533124", "police")}/trace";
        (await officer.PutAsync(path, Data)).Must(200);
        (await officer.GetAsync(path)).Must(200);
        (await work.Officer.GetAsync(path)).Must(404);
    }

    [Fact]
    public async Task Bad_data_is_refused_with_its_places()
    {
        var path = $"/v1/cases/{await work.CaseAsync()}/trace";
        Assert.Equal(
            [
                ("/addresses/0", "field.required"), ("/domesticActors/0/name", "field.required"),
                ("/domesticActors/0/region", "region.unknown"), ("/domesticActors/0/uscc", "uscc.invalid"),
                ("/ips/0", "ip.invalid"), ("/paymentAccounts/0/account", "field.required"),
            ],
            (await work.Officer.PutAsync(path, new
            {
                addresses = new[] { "" }, ips = new[] { "nowhere" }, paymentAccounts = new[] { new { holder = "x" } },
                domesticActors = new[] { new { uscc = "1", region = "XX-1" } },
            })).Must(400).Faults.Order());
    }
}
