using System.Globalization;
using System.Net.Http.Json;
using Takedown.Contracts.Json;

namespace Takedown.Server.Tests.Executable;

/// <summary>
/// A platform that follows its inbox by the cursor and remembers what it saw, whatever happens to the server.
/// </summary>
internal sealed class InboxReader(HttpClient http)
{
    private readonly List<(long Seq, Guid Notice, string? ClientRef)> seen = [];

    public IReadOnlyList<(long Seq, Guid Notice, string? ClientRef)> Seen => seen;

    /// <summary>Reads on, over kills and restarts, until told to stop.</summary>
    public async Task ApplyAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await ReadPageAsync(wait: 5, stop);
            }
            catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, stop)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Reads to the end.</summary>
    public async Task ReadAllAsync()
    {
        while (await ReadPageAsync(wait: 0, CancellationToken.None) > 0)
        {
        }
    }

    private async Task<int> ReadPageAsync(int wait, CancellationToken stop)
    {
        var after = seen.Count == 0 ? 0 : seen[^1].Seq;
        var path = string.Create(CultureInfo.InvariantCulture, $"/v1/inbox?after={after}&limit=1000&wait={wait}");
        var page = await http.GetFromJsonAsync(path, TakedownJson.Default.PageInboxItem, stop);
        lock (seen) seen.AddRange(page!.Items.Select(i => (i.Seq, i.NoticeId, i.Notice.ClientRef)));
        return page.Items.Count;
    }

    public int Count
    {
        get
        {
            lock (seen) return seen.Count;
        }
    }
}
