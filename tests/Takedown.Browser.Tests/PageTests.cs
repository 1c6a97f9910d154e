using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Takedown.Browser.Tests;

/// <summary>
/// Every page that a reader of each role comes to by links, in both languages: no complaint of the browser, no serious
/// finding of axe, nothing that sticks out at 320 px, no link that leads nowhere. English is read in light, Chinese in
/// dark.
/// </summary>
[Trait("Database", "unused")]
public sealed partial class PageTests(Stage stage, ITestOutputHelper output) : IClassFixture<Stage>
{
    private const int Most = 100;

    [BrowserTheory]
    [InlineData("regulator", "en")]
    [InlineData("regulator", "zh")]
    [InlineData("claimant", "en")]
    [InlineData("claimant", "zh")]
    [InlineData("platform", "en")]
    [InlineData("platform", "zh")]
    [InlineData("operator", "en")]
    [InlineData("operator", "zh")]
    [InlineData(Visit.Public, "en")]
    [InlineData(Visit.Public, "zh")]
    public async Task Pages_are_for_everybody(string role, string language)
    {
        await using var visit = await Visit.BeginAsync(stage, role, language, dark: language == "zh");
        var page = visit.Page;
        var (seen, faults) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        var root = role == Visit.Public ? "/public" : "/console";
        var waiting = new Queue<string>([root]);
        while (waiting.TryDequeue(out var path) && seen.Count < Most)
        {
            if (!seen.Add(KindOf(path))) continue;
            var answer = await OpenAsync(page, path);
            if (answer is null) continue;
            if (answer.Status != 200) faults.Add($"{path} answers {answer.Status}");
            faults.AddRange((await Axe.FindingsAsync(page)).Select(f => $"{path} {f}"));
            if (await visit.StickingOutAsync(320) is > 0 and var pixels)
                faults.Add($"{path} sticks out by {pixels} px");
            var lang = await page.EvaluateAsync<string>("() => document.documentElement.lang");
            if (lang != (language == "zh" ? "zh-CN" : "en")) faults.Add($"{path} is in {lang}");
            await Screenshots.TakeAsync(page, $"{role}-{language}{KindOf(path).Replace('/', '-')}");
            foreach (var link in await page.EvaluateAsync<string[]>(
                "root => [...document.querySelectorAll(`a[href^='${root}']`)].map(a => a.getAttribute('href'))", root))
            {
                if (!IsPage(link) || seen.Contains(KindOf(link))) continue;
                waiting.Enqueue(link);
            }
        }
        Assert.True(seen.Count > 5, $"Only {seen.Count} pages.");
        output.WriteLine($"{seen.Count} pages: {string.Join(' ', seen)}");
        faults.AddRange(visit.Complaints);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <returns>Null where it is a file.</returns>
    private static async Task<IResponse?> OpenAsync(IPage page, string path)
    {
        try
        {
            return await page.GotoAsync(path);
        }
        catch (PlaywrightException error)
            when (error.Message.Contains("Download is starting", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static bool IsPage(string link) => !link.Contains("lang=", StringComparison.Ordinal)
        && !Files().IsMatch(link) && !link.Contains("/sign-", StringComparison.Ordinal);

    /// <summary>Pages that differ in ids only are of one kind.</summary>
    private static string KindOf(string path) =>
        Codes().Replace(Ids().Replace(path.Split('?', '#')[0], "id"), "/${list}/code");

    [GeneratedRegex(@"\.(csv|ndjson|json|zip)(\?|$)|/(export|download|package)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Files();

    [GeneratedRegex(
        "/(?<list>policies|calendars|region-clusters|vocabularies|registers|figures)/[^/]+",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Codes();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}", RegexOptions.None, 1000)]
    private static partial Regex Ids();
}
