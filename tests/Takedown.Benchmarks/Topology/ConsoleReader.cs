using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;

namespace Takedown.Benchmarks.Topology;

/// <summary>Somebody who is signed in to the console.</summary>
internal sealed partial class ConsoleReader : IDisposable
{
    public const string SignInPath = "/console/sign-in";

    private readonly HttpClientHandler handler = new() { AllowAutoRedirect = false };

    private ConsoleReader(Uri address) =>
        Http = new(handler) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(5) };

    public HttpClient Http { get; }

    public static async Task<ConsoleReader> SignInAsync(Uri address, string key, CancellationToken stop)
    {
        var reader = new ConsoleReader(address);
        var page = await reader.Http.GetStringAsync(SignInPath, stop);
        using var form = new FormUrlEncodedContent(HiddenFields().Matches(page)
            .Select(field => KeyValuePair.Create(
                field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value)))
            .Append(KeyValuePair.Create("key", key)));
        using var answer = await reader.Http.PostAsync(SignInPath, form, stop);
        return answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.SeeOther
            ? reader : throw new InvalidOperationException($"The sign-in answered {(int)answer.StatusCode}.");
    }

    /// <summary>The size of a page as a proxy compresses it, in KB.</summary>
    public async Task<double> CompressedAsync(string path, CancellationToken stop)
    {
        using var packed = new MemoryStream();
        await using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await zip.WriteAsync(await Http.GetByteArrayAsync(path, stop), stop);
        return packed.Length / 1000.0;
    }

    /// <summary>The page behind a list's first one; null if there is none.</summary>
    public async Task<string?> NextAsync(string path, CancellationToken stop)
    {
        var link = NextLinks().Match(await Http.GetStringAsync(path, stop));
        return link.Success ? WebUtility.HtmlDecode(link.Groups["href"].Value) : null;
    }

    public void Dispose()
    {
        Http.Dispose();
        handler.Dispose();
    }

    [GeneratedRegex("type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HiddenFields();

    [GeneratedRegex("href=\"(?<href>[^\"]*[?&](amp;)?after=[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NextLinks();
}
