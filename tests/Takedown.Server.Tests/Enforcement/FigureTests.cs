using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Cases;
using Takedown.Server.Figures;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Enforcement;

/// <summary>The figures of Form 1 and the rows of Form 2 that cases have.</summary>
public sealed class FigureTests(CaseWorld world) : IClassFixture<CaseWorld>
{
    [Fact]
    public async Task A_figure_is_the_sum_of_the_rows_behind_it_and_form_2_has_a_row_for_each_case()
    {
        var id = await world.OpenAsync();
        await world.StepAsync(id, "warning");
        await world.StepAsync(id, "filing");
        await world.StepAsync(id, "prior-notice");
        await world.StepAsync(id, "statement");
        await world.StepAsync(id, "penalty", amount: 1234.56m);
        var services = world.Server.Services;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var scope = new FigureScope(
            world.County.Id, "CN-533123", "copyright", [], now.AddDays(-1), now.AddDays(1));
        var source = services.GetServices<IFigureSource>().Single(f => f.Figures.Any(d => d.Name == "cases-filed"));
        var database = services.GetRequiredService<Database>();
        var counts = await database.ReadAsync(s => source.CountAsync(s, scope));
        Assert.Equal((1, 1, 1, 123_456, 0), (
            counts["warnings-given"], counts["cases-filed"], counts["penalties"], counts["fines"],
            counts["transferred-to-police"]));
        foreach (var figure in source.Figures)
        {
            var ids = await database.ReadAsync(s => source.IdsAsync(s, figure.Name, scope, Guid.Empty, 100));
            Assert.Equal(counts[figure.Name] > 0, ids.Count > 0);
        }
        Assert.DoesNotContain(
            await database.ReadAsync(s => source.CountAsync(s, scope with { BodyId = NewId.Next() })),
            c => c.Value > 0);
        var row = Assert.Single(await database.ReadAsync(
            s => services.GetRequiredService<ICaseFormRows>().OfAsync(s, scope, Guid.Empty, 10)));
        Assert.Equal("1234.56", row.Columns["fine"]);
        Assert.Equal("9153**********0000", row.Columns["uscc"]);
    }
}
