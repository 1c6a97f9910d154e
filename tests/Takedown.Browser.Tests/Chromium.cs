using Microsoft.Playwright;

namespace Takedown.Browser.Tests;

/// <summary>
/// The machine's Chromium; <c>tests/run</c> installs it and names it in <c>TAKEDOWN_TEST_CHROMIUM</c>.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? playwright;

    public static string? Path { get; } = Environment.GetEnvironmentVariable("TAKEDOWN_TEST_CHROMIUM") is
        { Length: > 0 } named ? named : File.Exists("/usr/bin/chromium") ? "/usr/bin/chromium" : null;

    public static bool IsRequired => Environment.GetEnvironmentVariable("CI") == "true";

    public IBrowser Browser { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (Path is null) return;
        playwright = await Playwright.CreateAsync();
        Browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Path,
            // In a container there is no user namespace, and /dev/shm is small.
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        });
    }

    public async Task DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        playwright?.Dispose();
    }
}

/// <summary>A test that needs a browser: skipped where there is none, but not under CI.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (Chromium.Path is null && !Chromium.IsRequired) Skip = "Chromium is not installed; tests/run installs it.";
    }
}
