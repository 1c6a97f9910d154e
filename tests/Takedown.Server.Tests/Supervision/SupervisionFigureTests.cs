using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Figures;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Supervision;

/// <summary>国家挂牌督办, 省级挂牌督办, 结案, 督导检查, 联席会议.</summary>
public sealed class SupervisionFigureTests
{
    [Fact]
    public async Task The_figures_of_Form_1_count_the_cases_of_the_body_and_open_to_them()
    {
        await using var own = await Disposable.StartAsync();
        var (nation, province, county) = (await own.Server.RegulatorAsync("CN"),
            await own.Server.RegulatorAsync("CN-530000"), await own.Server.RegulatorAsync("CN-533123"));
        var (top, chief, officer) = (await own.Server.OfficerAsync(nation), await own.Server.OfficerAsync(province),
            await own.Server.OfficerAsync(county));
        var caseId = await own.Server.CaseAsync(county, "CN-533123");
        var batch = new { title = "Batch 1", criteria = new[] { "amount" }, cases = new[] { caseId } };
        (await top.PostAsync("/v1/supervisions", batch)).Must(201);
        var id = (await chief.PostAsync("/v1/supervisions", batch)).Must(201).Json.Id("id");
        (await officer.PostAsync($"/v1/supervisions/{id}/reports", new { kind = "closing", text = "Done" })).Must(201);
        (await chief.PostAsync("/v1/meetings", new { kind = "inspection", date = "2026-01-01", text = "x" })).Must(201);
        (await officer.PostAsync("/v1/meetings", new { kind = "joint-meeting", date = "2026-01-01", text = "x" }))
            .Must(201);
        var now = await own.Server.NowAsync();
        Assert.Equal((1, 1, 1, 0, 1), await FiguresAsync(own.Server, county, "CN-533123", now));
        Assert.Equal((0, 0, 0, 1, 0), await FiguresAsync(own.Server, province, "CN-530000", now));
    }

    private static async Task<(long, long, long, long, long)> FiguresAsync(
        TestServer server, Organisation body, string region, DateTimeOffset now)
    {
        var source = server.Services.GetServices<IFigureSource>()
            .Single(f => f.Figures.Any(d => d.Name == "supervised-national"));
        var scope = new FigureScope(body.Id, region, "copyright", [], now.AddDays(-1), now.AddDays(1));
        return await server.Services.GetRequiredService<Database>().ReadAsync(async s =>
        {
            var counts = await source.CountAsync(s, scope);
            foreach (var figure in source.Figures)
                Assert.Equal(counts[figure.Name],
                    (await source.IdsAsync(s, figure.Name, scope, Guid.Empty, 10)).Count);
            return (counts["supervised-national"], counts["supervised-province"], counts["supervised-closed"],
                counts["supervision-inspections"], counts["joint-meetings"]);
        });
    }
}
