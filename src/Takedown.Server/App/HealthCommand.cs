
namespace Takedown.Server.App;

/// <summary>
/// <c>--health URL</c>: sends a request to a running server and exits with 0 if the answer is 2xx, otherwise with 1.
/// For health checks in images without a shell or curl.
/// </summary>
internal static class HealthCommand
{
    private const string Switch = "--health";
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(4);

    public static bool TryTake(string[] args, out Uri? url)
    {
        url = args is [Switch, var text] && Uri.TryCreate(text, UriKind.Absolute, out var read) ? read : null;
        return args is [Switch, ..];
    }

    public static async Task<int> RunAsync(Uri? url)
    {
        if (url is not { Scheme: "http" or "https" })
        {
            await Console.Error.WriteLineAsync("Usage: --health http://127.0.0.1:8080/healthz/live");
            return 2;
        }
        try
        {
            using var http = new HttpClient { Timeout = Timeout };
            using var answer = await http.GetAsync(url);
            if (answer.IsSuccessStatusCode) return 0;
            await Console.Error.WriteLineAsync($"{url.AbsolutePath} answered {(int)answer.StatusCode}.");
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{url.Authority} does not answer.");
        }
        return 1;
    }
}
