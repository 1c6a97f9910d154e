using System.Security.Cryptography;
using Takedown.Core.Evidence;
using Takedown.Storage;

namespace Takedown.Server.Evidence;

/// <summary>Reads every file that a row names, and compares its hash.</summary>
internal sealed class EvidenceAudit(IEvidenceFiles files, Database database)
{
    private const int Step = 500;

    private const string Next =
        "SELECT DISTINCT sha256 FROM evidence WHERE sha256 > @after ORDER BY sha256 LIMIT @take";

    /// <returns>How many files were read, and how many are missing or damaged.</returns>
    public async Task<(long Files, long Faults)> RunAsync(TextWriter output, CancellationToken stop)
    {
        var (count, faults, after) = (0L, 0L, Array.Empty<byte>());
        while (true)
        {
            var page = await database.ReadAsync(
                s => s.QueryAsync<byte[]>(Next, new { after, take = Step }), stop);
            foreach (var bytes in page)
            {
                var hash = EvidenceHash.Of(bytes);
                count++;
                if (await FaultOfAsync(hash, stop) is not { } fault) continue;
                faults++;
                await output.WriteLineAsync($"{fault} {hash}");
            }
            if (page.Count < Step) return (count, faults);
            after = page[^1];
        }
    }

    private async Task<string?> FaultOfAsync(EvidenceHash hash, CancellationToken stop)
    {
        try
        {
            await using var content = await files.OpenAsync(hash, stop);
            if (content is null) return "missing";
            return EvidenceHash.Of(await SHA256.HashDataAsync(content, stop)) == hash ? null : "damaged";
        }
        catch (Exception error) when (error is IOException or EvidenceStoreException)
        {
            return "unreadable";
        }
    }
}
