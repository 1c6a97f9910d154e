using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Takedown.Browser.Tests;

internal static class Arrival
{
    /// <summary>
    /// Waits for the page of an address after a click or a key. The address is asked for, because an event of the
    /// navigation may have passed before it is waited for.
    /// </summary>
    public static async Task ArriveAsync(this IPage page, string address)
    {
        var expected = new Regex(address, RegexOptions.None, TimeSpan.FromSeconds(1));
        await Assertions.Expect(page).ToHaveURLAsync(expected, new() { Timeout = 120_000 });
        await page.WaitForSelectorAsync("body[data-ready]");
    }
}
