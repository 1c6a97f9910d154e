using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Takedown.Server.Tests.Harness;

namespace Takedown.Browser.Tests;

/// <summary>What each role comes to the console for, done by hand in a browser, in both languages.</summary>
[Trait("Database", "unused")]
public sealed class MainPathTests(Stage stage) : IClassFixture<Stage>
{
    [BrowserTheory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task A_claimant_tries_a_file_of_2000_rows_sends_it_and_mends_three(string language)
    {
        await using var visit = await Visit.BeginAsync(stage, "claimant", language);
        var page = visit.Page;
        await page.GotoAsync("/console/upload");
        await page.SetInputFilesAsync("#upload-file", File(language));
        await page.ClickAsync("form[data-upload] button");
        await page.WaitForSelectorAsync("#upload-answer h2");
        var tried = await page.InnerTextAsync("#upload-answer");
        Assert.Contains("1,997", tried, StringComparison.Ordinal);
        await Screenshots.TakeAsync(page, $"path-claimant-{language}-1-tried");

        // The trial has chosen the next step: the same file for real.
        await page.SetInputFilesAsync("#upload-file", File(language));
        await page.ClickAsync("form[data-upload] button");
        await page.ArriveAsync("/console/batches/[^/?]+$");
        await page.ClickAsync("a[href*='status=rejected']");
        Assert.Equal(3, await page.Locator("#mend fieldset").CountAsync());
        await Screenshots.TakeAsync(page, $"path-claimant-{language}-2-refused");
        await Screenshots.PictureAsync(page, $"batch-{language}");
        foreach (var (input, i) in (await page.Locator("#mend input[aria-invalid='true']").AllAsync())
            .Select((input, i) => (input, i))) await input.FillAsync($"https://prompt.example/mended/{language}/{i}");
        await page.ClickAsync("#mend > button");
        await page.ArriveAsync("/console/batches/[^/?]+$");
        Assert.Contains("3", await page.InnerTextAsync(".card .figure >> nth=0"), StringComparison.Ordinal);
        await Screenshots.TakeAsync(page, $"path-claimant-{language}-3-mended");
        Assert.Empty(visit.Complaints);
    }

    [BrowserTheory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task A_platform_answers_a_page_at_once_and_takes_some_back(string language)
    {
        await using var visit = await Visit.BeginAsync(stage, "platform", language);
        var page = visit.Page;
        await page.GotoAsync("/console");
        await Screenshots.PictureAsync(page, $"platform-{language}");
        await page.GotoAsync("/console/inbox");
        await page.CheckAsync("input[data-all]");
        await Screenshots.TakeAsync(page, $"path-platform-{language}-1-ticked");
        await page.SelectOptionAsync("#bar-response", "acknowledged");
        await page.ClickAsync(".bar button");
        await page.ArriveAsync("/console/answers/[^/]+$");
        var answers = page.Url;
        var rows = page.Locator("input[name='ids:list']");
        var all = await rows.CountAsync();
        Assert.True(all >= 5, $"{all} answers are held.");
        for (var i = 0; i < 3; i++) await rows.Nth(i).CheckAsync();
        await Screenshots.TakeAsync(page, $"path-platform-{language}-2-held");
        await page.ClickAsync("#undo-some button");
        await page.WaitForSelectorAsync(".said");
        await stage.Server.AdvanceAsync("PT30S");
        await page.GotoAsync(answers);
        await page.WaitForSelectorAsync("a[href*='status=applied']");
        Assert.Contains($"{all - 3}", await page.InnerTextAsync("[role=status]"), StringComparison.Ordinal);
        await Screenshots.TakeAsync(page, $"path-platform-{language}-3-done");
        Assert.Empty(visit.Complaints);
    }

    [BrowserTheory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task A_regulator_goes_from_an_escalation_to_a_warning(string language)
    {
        await using var visit = await Visit.BeginAsync(stage, "regulator", language);
        var page = visit.Page;
        await page.GotoAsync("/console/escalations?status=open");
        await Screenshots.TakeAsync(page, $"path-regulator-{language}-1-queue");
        await page.Locator("table[data-list] tbody tr a").First.ClickAsync();
        await page.ArriveAsync("/console/escalations/[^/]+$");
        await Screenshots.TakeAsync(page, $"path-regulator-{language}-2-escalation");
        await page.GotoAsync("/console/cases");
        await page.Locator("table[data-list] tbody tr a").First.ClickAsync();
        await page.ArriveAsync("/console/cases/[^/]+$");
        Assert.True(await page.Locator(".ladder li").CountAsync() > 5);
        await page.GotoAsync("/console/overview");
        Assert.True(await page.Locator("figure svg").CountAsync() >= 3);
        await Screenshots.TakeAsync(page, $"path-regulator-{language}-3-overview");
        await Screenshots.PictureAsync(page, $"overview-{language}");
        Assert.Empty(visit.Complaints);
    }

    [BrowserTheory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task By_keyboard_alone_a_row_is_found_and_opened(string language)
    {
        await using var visit = await Visit.BeginAsync(stage, "regulator", language);
        var page = visit.Page;
        await page.GotoAsync("/console/escalations?status=open");
        await page.WaitForSelectorAsync("body[data-ready]");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("j");
        Assert.Equal(1, await page.Locator("tr[aria-current]").CountAsync());
        await page.Keyboard.PressAsync("Enter");
        await page.ArriveAsync(@"/console/escalations/[^/?]+$");
        await page.Keyboard.PressAsync("u");
        await page.ArriveAsync(@"/console/escalations\?status=open$");
        await page.Locator("h1").ClickAsync();
        await page.Keyboard.PressAsync("?");
        await page.ArriveAsync("/console/keys-help$");
        Assert.Empty(visit.Complaints);
    }

    /// <summary>2,000 rows, of which three have no good address.</summary>
    private static FilePayload File(string language)
    {
        var text = new StringBuilder(language == "zh"
            ? "编号,侵权链接,作品名称,作品类型,证据哈希值\n" : "Reference,Infringing URL,Work title,Work type,SHA-256\n");
        for (var i = 0; i < 2000; i++)
        {
            var url = i is 7 or 700 or 1999 ? $"nonsense {i}" : $"https://prompt.example/{language}/{i}";
            text.Append(CultureInfo.InvariantCulture, $"{language}-{i},{url},七里香,music,{Sample.Sha256}\n");
        }
        return new()
        {
            Name = "notices.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(text.ToString()),
        };
    }
}
