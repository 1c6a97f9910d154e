using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Server.Tests.Executable;

namespace Takedown.Benchmarks.Topology;

/// <summary>A claimant that never creates the same notice twice.</summary>
internal sealed class Claimant(Registered party, int number, IReadOnlyList<string> hosts)
{
    private long made;

    public Registered Party => party;

    /// <summary>Creates notices for all platforms in turn.</summary>
    /// <param name="count">Number of items in the batch.</param>
    /// <param name="firstPlatform">Number of the platform of the first notice.</param>
    /// <param name="invalidOfTen">How many of ten have no work and are therefore rejected.</param>
    public Batch Make(int count, int firstPlatform = 0, int invalidOfTen = 0)
    {
        var lines = new string[count];
        var valid = new int[hosts.Count];
        for (var i = 0; i < count; i++)
        {
            var platform = (firstPlatform + i) % hosts.Count;
            var refused = made % 10 < invalidOfTen;
            lines[i] = NoticeLine.Of(number, ++made, hosts[platform], refused);
            if (!refused) valid[platform]++;
        }
        return new(this, lines, valid);
    }

    /// <summary>Sends a batch and checks the answer against the expected result.</summary>
    public async Task SendAsync(Batch batch, CancellationToken stop)
    {
        var view = await PostAsync(batch, stop);
        if (view.Accepted != batch.Accepted || view.Rejected != batch.Count - batch.Accepted) throw Unexpected(view);
    }

    /// <summary>Sends a batch again.</summary>
    public async Task SendAgainAsync(Batch batch, CancellationToken stop)
    {
        var view = await PostAsync(batch, stop);
        if (view.Duplicate != batch.Count) throw Unexpected(view);
    }

    private static InvalidOperationException Unexpected(BatchView view) =>
        new(string.Create(CultureInfo.InvariantCulture,
            $"Of {view.Received} notices {view.Accepted} were accepted, {view.Duplicate} duplicates and "
                + $"{view.Rejected} rejected."));

    private async Task<BatchView> PostAsync(Batch batch, CancellationToken stop)
    {
        using var body = new ByteArrayContent(batch.Body)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson") },
        };
        using var answer = await party.Http.PostAsync("/v1/batches", body, stop);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync(TakedownJson.Default.BatchView, stop))!;
    }
}
