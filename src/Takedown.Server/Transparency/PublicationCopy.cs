using System.Security.Cryptography;
using System.Text.Json;
using Takedown.Contracts.Json;
using Takedown.Server.Hosting;
using Takedown.Server.Transparency.Mongo;
using Takedown.Storage;

namespace Takedown.Server.Transparency;

/// <summary>Copies what bodies publish to MongoDB: those that have changed, and all of them now and then.</summary>
internal sealed class PublicationCopy(
    Database database, PublicationSource source, MongoPublications target, TimeProvider time)
{
    private const int Step = 200;
    private static readonly TimeSpan OfAll = TimeSpan.FromHours(6);

    /// <summary>The digest of what was copied, by id.</summary>
    private readonly Dictionary<Guid, string> copied = [];

    private DateTimeOffset? copiedAll;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        // The clock of a sandbox may be moved by years, and MongoDB may have been emptied.
        if (copiedAll is not { } last || now < last || now - last >= OfAll) copied.Clear();
        var isFirst = copied.Count == 0;
        var after = Guid.Empty;
        while (true)
        {
            var page = await database.ReportAsync(s => source(s, now, after, Step), cancellation);
            var read = page.Select(p => (Notice: p, Digest: Convert.ToHexString(SHA256.HashData(
                JsonSerializer.SerializeToUtf8Bytes(p, TakedownJson.Default.PublicNotice))))).ToList();
            await target.PutAsync(
                [.. read.Where(p => copied.GetValueOrDefault(p.Notice.Id) != p.Digest).Select(p => p.Notice)],
                now, cancellation);
            foreach (var (notice, digest) in read) copied[notice.Id] = digest;
            if (page.Count < Step) break;
            after = page[^1].Id;
        }
        if (isFirst) copiedAll = now;
    }
}

internal sealed class PublicationLoop(PublicationCopy copy, DatabaseStartup startup, ILogger<PublicationLoop> log)
    : BackgroundLoop(TimeSpan.FromSeconds(30), startup, log)
{
    protected override Task RunOnceAsync(CancellationToken stop) => copy.RunAsync(stop);
}
