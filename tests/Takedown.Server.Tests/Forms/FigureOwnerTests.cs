using Microsoft.Extensions.DependencyInjection;
using Takedown.Server.Figures;
using Takedown.Server.Forms;
using Takedown.Server.Tests.Harness;

namespace Takedown.Server.Tests.Forms;

/// <summary>A figure has one feature that counts it, and a column of the form one row.</summary>
public sealed class FigureOwnerTests(TestServer server) : IClassFixture<TestServer>
{
    private List<FigureDefinition> Figures =>
        [.. server.Services.GetServices<IFigureSource>().SelectMany(s => s.Figures)];

    [Fact]
    public void No_figure_is_counted_by_two_features() =>
        Assert.Empty(Figures.GroupBy(f => f.Name).Where(g => g.Count() > 1).Select(g => g.Key));

    [Fact]
    public void No_column_of_the_form_stands_there_twice()
    {
        var columns = server.Services.GetRequiredService<FormFigures>().Columns;
        Assert.Empty(columns.GroupBy(c => c.Zh).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.Empty(columns.GroupBy(c => c.En).Where(g => g.Count() > 1).Select(g => g.Key));
        Assert.All(Figures.Where(f => f.Beside is not null), beside =>
        {
            Assert.True(columns.Single(c => c.Figure.Name == beside.Beside).HasSource, beside.Name);
            Assert.DoesNotContain(columns, c => c.Figure.Name == beside.Name);
        });
        // These columns have a source under another name than that of the form.
        foreach (var zh in new[] { "自查自纠企业 (家)", "自查问题 (个)", "督导检查 (次)", "收缴侵权盗版制品 (件)" })
            Assert.True(columns.Single(c => c.Zh == zh).HasSource, zh);
    }

    [Theory]
    [InlineData("goods-confiscated")]
    [InlineData("items-seized")]
    [InlineData("platforms-exposed")]
    [InlineData("self-inspection-problems")]
    public void What_adds_up_its_rows_says_so(string name) => Assert.True(Figures.Single(f => f.Name == name).IsSum);

    [Fact]
    public async Task A_meeting_that_is_entered_on_its_case_in_the_log_and_as_a_meeting_counts_once()
    {
        var county = await server.RegulatorAsync("CN-533124");
        var month = await server.NextMonthAsync(10);
        var officer = await server.OfficerAsync(county);
        var caseId = await server.CaseAsync(county, "CN-533124");
        var date = month + "-02";
        (await officer.PostAsync("/v1/meetings", new { kind = "joint-meeting", date, text = "x", caseId })).Must(201);
        (await officer.PostAsync("/v1/work-log", new { kind = "meeting", date })).Must(201);
        (await officer.PostAsync($"/v1/cases/{caseId}/steps", new { kind = "joint-meeting", recipient = "x" }))
            .Must(201);
        var form = await county.Api.FormAsync(month);
        Assert.Equal((1, 1), (form.Value("joint-meetings"), form.Value("meetings-logged")));
        Assert.Single(await county.Api.IdsAsync(month, "joint-meetings", 10));
    }
}
