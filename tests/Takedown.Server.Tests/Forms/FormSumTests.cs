using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Figures;
using Takedown.Server.Tests.Harness;
using Takedown.Storage;

namespace Takedown.Server.Tests.Forms;

/// <summary>A province sums up its prefectures and its own work, and shows what is missing.</summary>
[Trait("Id", "H07")]
public sealed class FormSumTests
{
    /// <summary>Rows of its own for each body, as a feature registers them.</summary>
    private sealed class TestFigures : IFigureSource
    {
        public Dictionary<(Guid Body, string Figure), List<Guid>> Rows { get; } = [];

        public IReadOnlyList<FigureDefinition> Figures { get; } =
        [
            new("arrests", "cases", "抓获 (人)", "Persons arrested", "person"),
            new("drills-held", "publicity", "演练 (次)", "Drills held", "drill"),
        ];

        public Task<IReadOnlyDictionary<string, long>> CountAsync(Session s, FigureScope scope) =>
            Task.FromResult<IReadOnlyDictionary<string, long>>(Rows.Where(r => r.Key.Body == scope.BodyId)
                .ToDictionary(r => r.Key.Figure, r => (long)r.Value.Count));

        public Task<IReadOnlyList<Guid>> IdsAsync(
            Session s, string figure, FigureScope scope, Guid after, int take) =>
            Task.FromResult<IReadOnlyList<Guid>>([.. Rows[(scope.BodyId, figure)].Order()
                .Where(id => id.CompareTo(after) > 0).Take(take)]);
    }

    [Fact]
    public async Task H07_a_province_sums_up_its_prefectures_and_its_own_and_names_who_has_not_filed()
    {
        var figures = new TestFigures();
        var server = await TestServer.StartAsync(services => services.AddSingleton<IFigureSource>(figures));
        await using var end = new Harness.Disposable(server);
        var province = await Office.OpenAsync(server, "CN-530000");
        var (filed, silent) = (
            await Office.OpenAsync(server, "CN-533100"), await Office.OpenAsync(server, "CN-530100"));
        // A county whose prefecture has no body in this line files to the province.
        var county = await Office.OpenAsync(server, "CN-530921");
        var month = await server.NextMonthAsync(10);
        foreach (var (body, rows) in new[] { (province, 1), (filed, 2), (silent, 4), (county, 8) })
            figures.Rows[(body.Body.Id, "arrests")] = [.. Enumerable.Range(0, rows).Select(_ => NewId.Next())];
        figures.Rows[(filed.Body.Id, "drills-held")] = [NewId.Next()];
        await server.NextMonthAsync(2);
        Assert.Equal(2, (await filed.FileAsync(month)).Value("arrests"));

        // What is counted later changes no frozen figure, and is shown beside it.
        figures.Rows[(filed.Body.Id, "arrests")].Add(NewId.Next());
        var frozen = (await filed.Officer.FormAsync(month)).Figure("arrests");
        Assert.Equal((2m, 3m), (frozen["value"]!.GetValue<decimal>(), frozen["current"]!.GetValue<decimal>()));

        var form = await province.Officer.FormAsync(month);
        Assert.Equal(1, form.Value("arrests"));
        var sum = form.Figure("arrests")["sum"]!;
        Assert.Equal((1m, 15m, 3m, 12m), (
            sum["own"]!.GetValue<decimal>(), sum["total"]!.GetValue<decimal>(), sum["filed"]!.GetValue<decimal>(),
            sum["gap"]!.GetValue<decimal>()));
        Assert.Equal(3, sum["children"]!.AsArray().Count);
        Assert.Equal(["Office CN-530100", "Office CN-530921"], form["children"]!.AsArray()
            .Where(c => !c!["filed"]!.GetValue<bool>()).Select(c => c!.Text("name")));
        Assert.Equal("drills-held", form.Figure("drills-held").Text("name"));
        Assert.Equal(8, (await county.Officer.IdsAsync(month, "arrests", 3)).Count);

        // The nation sums up what the province has filed with its prefectures, corrections included.
        var nation = await Office.OpenAsync(server, "CN");
        (await province.Head.DoAsync(month, "acceptance", more: $"&organisation={filed.Body.Id}")).Must(200);
        (await filed.Officer.DoAsync(
            month, "corrections", new { figure = "arrests", value = 3, reason = "漏计" })).Must(200);
        Assert.Equal(4, (await province.FileAsync(month)).Figure("arrests")["sum"]!["filed"]!.GetValue<decimal>());
        var national = (await nation.Officer.FormAsync(month)).Figure("arrests")["sum"]!;
        Assert.Equal((0m, 4m, 4m, 0m), (
            national["own"]!.GetValue<decimal>(), national["total"]!.GetValue<decimal>(),
            national["filed"]!.GetValue<decimal>(), national["gap"]!.GetValue<decimal>()));
    }
}
