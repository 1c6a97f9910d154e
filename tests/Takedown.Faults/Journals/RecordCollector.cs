using System.Security.Cryptography;
using System.Text.Json;
using Takedown.Contracts;
using Takedown.Contracts.Json;
using Takedown.Faults.Clients;
using Takedown.Faults.Topology;

namespace Takedown.Faults.Journals;

/// <summary>Reads what the public reads, once it is complete, and the stored files.</summary>
internal sealed class RecordCollector(Caller reader, DateTimeOffset now)
{
    /// <summary>Two processes publish what is left, and a killed one starts meanwhile.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Every page of the public record as of a time after everything else.</summary>
    public async Task<IReadOnlyList<TransparencyNotice>> NoticesAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        while ((await PageAsync("?limit=1")).AsOf < now && TimeProvider.System.GetElapsedTime(start) < Patience)
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        List<TransparencyNotice> all = [];
        for (var after = ""; ;)
        {
            var page = await PageAsync($"?limit=100{after}");
            all.AddRange(page.Items);
            if (page.Next is not { } next) return all;
            after = $"&after={next}";
        }
    }

    private async Task<TransparencyPage> PageAsync(string query) =>
        (await reader.SendAsync(HttpMethod.Get, $"/v1/transparency/notices{query}")
            ?? throw new InvalidOperationException($"The public record refused {query}."))
            .Deserialize(TakedownJson.Default.TransparencyPage)!;

    /// <summary>What is given for each file that was answered as stored, by both addresses.</summary>
    public static async Task<IReadOnlyList<FileRecord>> FilesAsync(Archivist? archivist)
    {
        List<FileRecord> all = [];
        foreach (var hash in archivist?.Stored ?? [])
        {
            List<string?> given = [];
            for (var turn = 0; turn < 2; turn++)
            {
                var file = await archivist!.Caller.GetFileAsync($"/v1/evidence/{hash}");
                given.Add(file is null ? null : Convert.ToHexStringLower(SHA256.HashData(file)));
            }
            var log = await archivist!.Caller.SendAsync(HttpMethod.Get, $"/v1/evidence/{hash}/custody?limit=1000");
            all.Add(new(hash, given, log?["items"]!.AsArray().Count(e => (string?)e!["act"] == "stored") ?? 0));
        }
        return all;
    }
}
