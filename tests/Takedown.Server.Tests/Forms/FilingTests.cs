using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Forms;

/// <summary>H06, H08, H17: what is owed, by whom and until when; plans and summaries; who is late.</summary>
public sealed class FilingTests : IAsyncLifetime
{
    private readonly TestServer server = new();
    private Office county = null!, province = null!;
    private string month = "";

    public async Task InitializeAsync()
    {
        await server.InitializeAsync();
        county = await Office.OpenAsync(server, "CN-533123");
        province = await Office.OpenAsync(server, "CN-530000", "copyright", "police");
        month = await server.NextMonthAsync(10);
    }

    public Task DisposeAsync() => server.DisposeAsync();

    private static async Task<Answer> ListAsync(Api api, string query) =>
        (await api.GetAsync($"/v1/reports/filings?{query}")).Must(200);

    [Fact]
    [Trait("Id", "H17")]
    public async Task H17_overdue_filings_are_listed_by_owner_until_they_are_filed()
    {
        await server.NextMonthAsync(4);
        await server.AdvanceAsync("PT1S");
        Assert.Empty((await ListAsync(county.Officer, $"status=overdue&month={month}")).Items);
        Assert.Equal(month, Assert.Single((await ListAsync(county.Officer, $"status=open&month={month}")).Items)!
            .Text("period"));
        await server.AdvanceAsync("P3D");
        await server.AdvanceAsync("PT1S");
        var late = (await ListAsync(province.Officer, $"status=overdue&month={month}")).Items;
        // Two lines of the province and one of the county, each by its owner.
        Assert.Equal(3, late.Count);
        Assert.Contains(late, f => f!.Id("organisationId") == county.Body.Id && f!["overdue"]!.GetValue<bool>());
        var form = await county.Officer.FormAsync(month);
        Assert.Contains("overdue", form["history"]!.AsArray().Select(a => a!.Text("act")));
        await county.FileAsync(month);
        Assert.DoesNotContain((await ListAsync(province.Officer, $"status=overdue&month={month}")).Items,
            f => f!.Id("organisationId") == county.Body.Id);
        Assert.Single((await ListAsync(county.Officer, $"status=filed&month={month}")).Items);
        var far = await Office.OpenAsync(server, "CN-310000");
        Assert.Empty((await ListAsync(far.Officer, "status=overdue")).Items);
        (await far.Officer.GetAsync($"/v1/reports/filings?organisation={county.Body.Id}")).Must(404);
        (await far.Officer.GetAsync("/v1/reports/filings?line=court&month=2026-1")).Must(400);
    }

    [Fact]
    [Trait("Id", "H06")]
    [Trait("Id", "H08")]
    public async Task H06_H08_a_plan_is_due_by_30_June_and_a_final_summary_by_10_December()
    {
        // Over a whole year, so that both come due.
        for (var i = 0; i < 12; i++) await server.NextMonthAsync(15);
        await server.AdvanceAsync("PT1S");
        var owed = (await ListAsync(province.Officer, $"organisation={province.Body.Id}&limit=1000")).Items
            .Where(f => f!.Text("kind") != "monthly").ToList();
        Assert.All(owed, f => Assert.Equal("copyright", f!.Text("line")));
        bool Is(System.Text.Json.Nodes.JsonNode? f, string kind, string day) =>
            f!.Text("kind") == kind && f!.Text("due").EndsWith($"-{day}T16:00:00.000Z", Ordinal);
        Assert.Contains(owed, f => Is(f, "plan", "06-30"));
        Assert.Contains(owed, f => Is(f, "summary", "12-10"));
        Assert.DoesNotContain(
            (await ListAsync(county.Officer, "limit=1000")).Items, f => f!.Text("kind") != "monthly");

        var path = $"/v1/reports/filings/{owed[0]!.Id("id")}/submission";
        Assert.Equal("head.required", (await province.Officer.PostAsync(path, new { text = "总结" })).Must(403).Code);
        Assert.Equal(
            "person.required", (await province.Body.Api.PostAsync(path, new { text = "总结" })).Must(403).Code);
        (await county.Head.PostAsync(path, new { text = "总结" })).Must(404);
        (await province.Head.PostAsync(path, new { text = new string('字', 2001) })).Must(400);
        Assert.Equal("总结", (await province.Head.PostAsync(path, new { text = "总结" })).Must(200).Json.Text("text"));
        Assert.Equal(
            "transition.not-allowed", (await province.Head.PostAsync(path, new { text = "x" })).Must(409).Code);
    }

    [Fact]
    public async Task The_operator_writes_the_obligations_and_what_is_owed_keeps_its_due_time()
    {
        var read = (await county.Officer.GetAsync("/v1/reports/obligations")).Must(200).Json;
        Assert.Equal(
            ["copyright", "culture-enforcement", "cyberspace", "telecom", "police"],
            read["items"]![0]!["lines"]!.AsArray().Select(l => l!.GetValue<string>()));
        (await county.Head.PutAsync("/v1/reports/obligations", new { items = Array.Empty<object>() })).Must(403);
        var faulty = await server.Operator.PutAsync("/v1/reports/obligations", new
        {
            items = new[] { new { code = "", kind = "plan", lines = new[] { "court" }, day = 32 } },
        });
        Assert.Equal(
            [("/items/0/code", "text.line"), ("/items/0/lines", "value.unknown"), ("/items/0/month", "field.required"),
                ("/items/0/day", "value.out-of-range")], faulty.Must(400).Faults);
        var written = (await server.Operator.PutAsync("/v1/reports/obligations", new
        {
            items = new[] { new { code = "monthly-form", kind = "monthly", lines = new[] { "police" }, day = 8 } },
        })).Must(200).Json;
        Assert.Equal(read.Long("version") + 1, written.Long("version"));
        await server.NextMonthAsync(2);
        await server.AdvanceAsync("PT1S");
        Assert.Empty((await ListAsync(county.Officer, $"month={month}")).Items);
        var police = Assert.Single((await ListAsync(province.Officer, $"month={month}")).Items)!;
        Assert.EndsWith("-08T16:00:00.000Z", police.Text("due"), Ordinal);
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;
}
