using System.Globalization;
using Microsoft.Playwright;
using Takedown.Server.Tests.Harness;

namespace Takedown.Browser.Tests;

/// <summary>A regulator's way from a silent platform to the month's form, by hand in a browser.</summary>
[Trait("Database", "unused")]
public sealed class RegulatorStoryTests(Stage stage) : IClassFixture<Stage>
{
    [BrowserTheory]
    [InlineData("en", "rectification")]
    [InlineData("zh", "责令")]
    public async Task A_silent_platform_is_warned_and_ordered_to_rectify_and_the_months_form_is_exported(
        string language, string order)
    {
        await using var visit = await Visit.BeginAsync(stage, "regulator", language);
        var page = visit.Page;
        await page.GotoAsync("/console/overview");
        Assert.Contains("雾岭网盘", await page.InnerTextAsync("main"), StringComparison.Ordinal);

        await page.GotoAsync("/console/escalations?status=open");
        await page.Locator("table[data-list] tbody tr a").Nth(language == "zh" ? 1 : 2).ClickAsync();
        await page.ArriveAsync("/console/escalations/[^/]+$");
        await page.FillAsync("#open-case [name='item']", "侵犯信息网络传播权");
        await page.ClickAsync("#open-case > button");
        await page.ArriveAsync("/console/cases/[^/]+$");
        var @case = page.Url;

        await TakeStepAsync(page, @case, "warning", "收到的侵权通知逾期未处理。");
        await page.WaitForSelectorAsync(".said");
        await TakeStepAsync(page, @case, "rectification-order", "七日内完成整改。", "著作权法第五十三条");
        await page.WaitForSelectorAsync("[id^='approve-']");
        await Screenshots.TakeAsync(page, $"story-regulator-{language}-1-ordered");

        // The order needs a second person.
        await using (var second = await Visit.BeginAsync(stage, "colleague", language))
        {
            await second.Page.GotoAsync(@case);
            await second.Page.SelectOptionAsync("[id^='approve-'] select", "true");
            await second.Page.ClickAsync("[id^='approve-'] > button");
            await second.Page.WaitForSelectorAsync(".said");
            Assert.Empty(second.Complaints);
        }
        await page.GotoAsync(@case);
        Assert.Equal(0, await page.Locator("[id^='approve-']").CountAsync());
        Assert.Contains(order, await page.InnerTextAsync("main"), StringComparison.OrdinalIgnoreCase);
        await Screenshots.TakeAsync(page, $"story-regulator-{language}-2-approved");

        var month = (await stage.Server.NowAsync()).ToOffset(TimeSpan.FromHours(8))
            .ToString("yyyy-MM", CultureInfo.InvariantCulture);
        await page.GotoAsync($"/console/forms?month={month}&line=copyright");
        await Screenshots.TakeAsync(page, $"story-regulator-{language}-3-form");
        var file = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a[href*='/csv?']"));
        Assert.Contains(month, file.SuggestedFilename, StringComparison.Ordinal);
        Assert.Empty(visit.Complaints);
    }

    private static async Task TakeStepAsync(IPage page, string @case, string kind, string text, string? basis = null)
    {
        await page.GotoAsync($"{@case.Split('?')[0]}?do=step&step={kind}");
        await page.FillAsync("#step [name='text']", text);
        if (basis is not null) await page.FillAsync("#step [name='basis']", basis);
        await page.ClickAsync("#step > button");
        await page.ArriveAsync("^(?!.*step=)");
    }
}
