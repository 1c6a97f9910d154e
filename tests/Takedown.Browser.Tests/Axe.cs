using System.Text.Json;
using Microsoft.Playwright;

namespace Takedown.Browser.Tests;

/// <summary>axe-core: what a page does to people who do not see or point.</summary>
internal static class Axe
{
    private const string Run =
        """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
          .filter(v => v.impact === 'serious' || v.impact === 'critical')
          .map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))
        """;

    private static readonly Lazy<string?> Script = new(() =>
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var path = Path.Combine(
                at.FullName, "tests", "Takedown.Browser.Tests", "node_modules", "axe-core", "axe.min.js");
            if (File.Exists(path)) return File.ReadAllText(path);
        }
        return null;
    });

    /// <summary>Serious and critical findings.</summary>
    public static async Task<IReadOnlyList<string>> FindingsAsync(IPage page)
    {
        if (Script.Value is not { } script)
        {
            Assert.False(Chromium.IsRequired, "axe-core is not installed: npm ci in tests/Takedown.Browser.Tests.");
            return [];
        }
        // Not as a script of the page, which its policy forbids.
        await page.EvaluateAsync(script);
        return (await page.EvaluateAsync<JsonElement>(Run)).EnumerateArray().Select(f => f.GetString()!).ToList();
    }
}
