using Microsoft.Playwright;

namespace Takedown.Browser.Tests;

/// <summary>A reader in a browser, and what the browser complains of.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly IBrowserContext own;

    /// <summary>A reader without a session.</summary>
    public const string Public = "public";

    private Visit(IBrowserContext context, IPage page) => (own, Page) = (context, page);

    public IPage Page { get; }

    /// <summary>Reports of the policy and errors of the script.</summary>
    public List<string> Complaints { get; } = [];

    public static async Task<Visit> BeginAsync(Stage stage, string role, string language, bool dark = false)
    {
        var context = await stage.Browser.NewContextAsync(new()
        {
            BaseURL = stage.Server.Address.ToString(),
            Locale = language == "zh" ? "zh-CN" : "en-GB",
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = "Asia/Shanghai",
            ViewportSize = new() { Width = 1280, Height = 800 },
        });
        // Far above what a page takes on a busy machine; what passes it hangs.
        context.SetDefaultTimeout(120_000);
        context.SetDefaultNavigationTimeout(120_000);
        var visit = new Visit(context, await context.NewPageAsync());
        visit.Page.Console += (_, message) =>
        {
            if (message.Type is "error") visit.Complaints.Add($"{visit.Page.Url}: {message.Text}");
        };
        visit.Page.PageError += (_, error) => visit.Complaints.Add($"{visit.Page.Url}: {error}");
        if (role == Public) return visit;
        await visit.Page.GotoAsync("/console/sign-in");
        await visit.Page.FillAsync("#key", stage.Keys[role]);
        await visit.Page.ClickAsync("main button");
        // By what only a page of somebody signed in has: an event of the page may have passed before it is waited for.
        await visit.Page.Locator("form[action='/console/sign-out']").WaitForAsync(
            new() { State = WaitForSelectorState.Attached });
        return visit;
    }

    /// <summary>Whether something sticks out at the side of a narrow window, such as of a phone or at 400 %.</summary>
    public async Task<int> StickingOutAsync(int width)
    {
        await Page.SetViewportSizeAsync(width, 800);
        var out_ = await Page.EvaluateAsync<int>(
            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        await Page.SetViewportSizeAsync(1280, 800);
        return out_;
    }

    public async ValueTask DisposeAsync() => await own.DisposeAsync();
}
