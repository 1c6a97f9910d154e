using Microsoft.Playwright;

namespace Takedown.Browser.Tests;

/// <summary>Pictures of pages, in <c>TAKEDOWN_SCREENSHOTS</c> if it is set.</summary>
internal static class Screenshots
{
    private const int MaxBytes = 150 * 1024;
    private static readonly string? Folder = Environment.GetEnvironmentVariable("TAKEDOWN_SCREENSHOTS");

    public static async Task TakeAsync(IPage page, string name)
    {
        if (Folder is null) return;
        Directory.CreateDirectory(Folder);
        await page.ScreenshotAsync(new()
        {
            Path = Path.Combine(Folder, $"{name}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled,
        });
    }

    /// <summary>A picture for the README: of the window, and small enough for it.</summary>
    public static async Task PictureAsync(IPage page, string name)
    {
        var bytes = await page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
        Assert.InRange(bytes.Length, 1, MaxBytes);
        if (Folder is null) return;
        Directory.CreateDirectory(Path.Combine(Folder, "readme"));
        await File.WriteAllBytesAsync(Path.Combine(Folder, "readme", $"{name}.png"), bytes);
    }
}
